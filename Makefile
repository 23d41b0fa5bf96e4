# The two commands that matter are `make run` and `make test`; README.md says the rest.
.POSIX:
.PHONY: run test check bench lock protocol translations

PYTHON_IN_VENV = .venv/bin/python
MANAGE = $(PYTHON_IN_VENV) manage.py

run:
	@bin/bootstrap base && exec $(MANAGE) serve

test:
	@bin/bootstrap dev && exec bin/test

check:
	@bin/bootstrap dev && exec bin/check

bench:
	@bin/bootstrap dev && exec $(PYTHON_IN_VENV) -m benchmarks

lock:
	@bin/bootstrap dev && exec bin/lock

protocol:
	@bin/bootstrap dev && exec $(MANAGE) protocol

translations:
	@bin/bootstrap dev && exec $(MANAGE) translations --update
