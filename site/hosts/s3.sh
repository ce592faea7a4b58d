#!/bin/sh
# {{ base }} in a bucket of an S3 store: each key with the type that « registre serve » says. Needs the AWS command line.
#     sh upload.sh PUBLIC s3://BUCKET{{ prefix.rstrip("/") ~ " " }}[options for aws]
# Things have a page at their identifier: a key needs no suffix. What a bucket cannot say: docs/publish.md. Tested: make bucket-test.
{% set known %}{% for patterns in keys.values() %}{% for one in patterns %} --exclude "{{ one }}"{% endfor %}{% endfor %}{% endset %}
set -eu
test $# -ge 2 || { echo "sh upload.sh PUBLIC s3://BUCKET [options for aws]" >&2; exit 2; }
public=$1
bucket=${2%/}
shift 2
test -f "$public/index.html" || { echo "$public: no site here" >&2; exit 3; }

put() { # files of one type; those that went, go
	type=$1
	shift
	aws s3 sync "$public" "$bucket" --delete --only-show-errors --cache-control no-cache --content-type "$type" --exclude "*" "$@"
}

{% for type, patterns in keys.items() %}
put "{{ type }}"{% for one in patterns %} --include "{{ one }}"{% endfor %} "$@"
{% endfor %}
put application/octet-stream --include "pagefind/*" --include "static/*"{{ known }} "$@"

# The page of each thing, at its identifier: folders of links, of which only what is new is sent.
things=$(mktemp -d)
trap 'rm -rf "$things"' EXIT
whole=$(cd "$public" && pwd)
(cd "$public" && find . -name "*.ttl" ! -path "./dumps/*") | while read -r data; do
	thing=${data%.ttl}
	test -f "$public/$thing.html" || continue
	mkdir -p "$things/${thing%/*}"
	ln -s "$whole/${thing#./}.html" "$things/$thing"
done
aws s3 sync "$things" "$bucket" --delete --only-show-errors --cache-control no-cache --content-type "{{ types.html }}" \
	--exclude "pagefind/*" --exclude "static/*"{{ known }} "$@"
{% if moved %}

# What became another thing leads there.
{% for path, to in moved %}
aws s3 cp "$public/{{ path }}.html" "$bucket/{{ path }}" --only-show-errors --cache-control no-cache \
	--content-type "{{ types.html }}" --website-redirect "{{ base }}{{ to }}" "$@"
{% endfor %}
{% endif %}
