#!/bin/sh
# A Docker engine of its own inside a privileged container, to be restarted and cleaned up without harm to others.
# It listens on /nested/docker.sock, for the group $GROUP. What it runs is reached at this container's address.
set -u

# Where the outer container may not have CAP_SYS_RESOURCE, runc could give no inner one all privileges.
cat >/usr/local/bin/runc-trimmed <<'R'
#!/bin/sh
previous=
for argument in "$@"; do
  case $previous in
    --bundle | -b) file=$argument/config.json ;;
    --process | -p) file=$argument ;;
    *) file= ;;
  esac
  if [ -f "$file" ]; then sed -i 's/"CAP_SYS_RESOURCE",//g; s/,"CAP_SYS_RESOURCE"//g' "$file"; fi
  previous=$argument
done
exec runc "$@"
R
chmod +x /usr/local/bin/runc-trimmed
runtime=runc
bounding=$(sed -n 's/^CapBnd:\t//p' /proc/self/status)
if [ $((0x$bounding >> 24 & 1)) = 0 ]; then runtime=runc-trimmed; fi

# No rules by dockerd: its own proxies listen on the published ports, which also works for whoever is one engine
# further out. Only the way out needs a rule. The addresses are none that the other engines here would choose.
iptables -t nat -A POSTROUTING -s 10.212.0.0/14 -o eth0 -j MASQUERADE
while :; do
  rm -f /var/run/docker.pid
  dockerd --host unix:///nested/docker.sock --group "$GROUP" --pidfile /var/run/docker.pid \
    --add-runtime runc-trimmed=/usr/local/bin/runc-trimmed --default-runtime "$runtime" \
    --iptables=false --bip 10.213.0.1/24 --default-address-pool base=10.214.0.0/16,size=24
  sleep 1
done
