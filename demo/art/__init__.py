"""The demo's pictures: seeded scenery, people, produce and moving stills, all drawn by code.

Same seed, same picture. Look: farmers' painting (农民画) meets screen print, with flat layers, mist and visible grain,
so that nobody takes a demo farm for a real one. `python -m demo.art` draws everything into `demo/pictures/` again.
"""
