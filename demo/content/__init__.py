"""The demo fair's people, goods, jobs and words. Data only: `demo.loading` brings it into the database."""
