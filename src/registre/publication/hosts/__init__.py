"""Settings of web servers for one publication: what `registre serve` answers, said to nginx, Apache and Caddy."""

from registre.publication.hosts.writing import write_hosts

__all__ = ["write_hosts"]
