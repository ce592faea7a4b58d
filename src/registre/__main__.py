"""`python -m registre` is `registre`."""

from registre.cli import main

main()
