# The parent of a private Postgres server. It ends the server when nobody uses it any more.
#
#   guard.sh SIGNAL GONE SERVER [ARGUMENT ...]   < the reading end of the pipe of its users
#
# SIGNAL ends the server; GONE, where not empty, is a folder to remove when it has ended.
signal=$1
gone=$2
shift 2

exec 3<&0 </dev/null
"$@" 3<&- &
server=$!

# Who reads is who ends, so that there is nobody to join where nobody would end the server. Joining writes a line.
# TERM ends a server that has not set its own handlers yet: a shell starts it with INT and QUIT ignored.
(
	while read -r line; do
		:
	done <&3
	kill -s TERM "$server"
	kill -s "$signal" "$server"
) 2>/dev/null &
watch=$!
exec 3<&-

wait "$server"
status=$?
kill "$watch" 2>/dev/null
wait "$watch"
if [ -n "$gone" ]; then
	rm -rf -- "$gone"
fi
exit "$status"
