#!/bin/sh
# Package: golang.org/x/crypto 0.28.0 (in DevPod 0.6.15) and 0.50.0 (in skevetter's fork 0.26.1), with openssh-server 9.2p1
# of Debian 12; seen 2026-11-28 with Go 1.26. Needs go, sshd, ssh-keygen and root.
# Behaviour: a program runs a remote command by ssh.Session.Run and goes on writing to its standard input. The command
# reads one line, prints its answer and ends with 0. Where nothing is written any more, Run says nil. Where another line
# is written after that end, Run says io.EOF, as if the connection had been lost, although the exit status was 0 and all
# output is there. Whether the last line comes before or after the end is a race between the two programs: DevPod's
# agents speak gRPC in that way, and its `up` ends now and then with "run agent command: EOF" when all was done.
# Output seen, for each of the two:
#   input ends with the answer: err <nil>, out "answer"
#   input goes on after the end: err EOF, out "answer"
# Exits 1 if the behaviour is another one.
set -u
work=$(mktemp -d)
finish() {
  [ -s "$work/pid" ] && kill "$(cat "$work/pid")" 2>/dev/null
  chmod -R u+w "$work/go" 2>/dev/null
  rm -rf "$work"
}
trap finish EXIT
go version || exit 1
cd "$work" || exit 1
for key in host user; do ssh-keygen -q -t ed25519 -N '' -f "$key" || exit 1; done
cat >sshd_config <<C
ListenAddress 127.0.0.1
HostKey $work/host
PidFile $work/pid
AuthorizedKeysFile $work/user.pub
StrictModes no
UsePAM no
C
mkdir -p /run/sshd
port=20300
until "$(command -v sshd || echo /usr/sbin/sshd)" -f sshd_config -p "$port" -E log; do
  port=$((port + 1))
  [ "$port" -lt 20320 ] || exit 1
done
cat >main.go <<'G'
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"golang.org/x/crypto/ssh"
)

func check(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(2)
	}
}

// Writes on until Run has returned, or nothing after the answer.
func run(client *ssh.Client, goesOn bool) {
	session, err := client.NewSession()
	check(err)
	input, writer := io.Pipe()
	output, remote := io.Pipe()
	session.Stdin = input
	session.Stdout = remote
	done := make(chan error, 1)
	go func() {
		done <- session.Run("read line; echo answer")
		input.Close()
	}()
	var out bytes.Buffer
	_, err = writer.Write([]byte("question\n"))
	check(err)
	line := make([]byte, 64)
	n, err := output.Read(line)
	check(err)
	out.Write(line[:n])
	if goesOn {
		for err == nil {
			_, err = writer.Write([]byte("thanks\n"))
		}
	} else {
		writer.Close()
	}
	fmt.Printf("err %v, out %q\n", <-done, bytes.TrimSpace(out.Bytes()))
}

func main() {
	key, err := os.ReadFile("user")
	check(err)
	signer, err := ssh.ParsePrivateKey(key)
	check(err)
	text, err := os.ReadFile("host.pub")
	check(err)
	host, _, _, _, err := ssh.ParseAuthorizedKey(text)
	check(err)
	client, err := ssh.Dial("tcp", "127.0.0.1:"+os.Args[1], &ssh.ClientConfig{
		User: "root", Auth: []ssh.AuthMethod{ssh.PublicKeys(signer)}, HostKeyCallback: ssh.FixedHostKey(host)})
	check(err)
	fmt.Print("input ends with the answer: ")
	run(client, false)
	fmt.Print("input goes on after the end: ")
	run(client, true)
}
G
export GOPATH="$work/go" GOCACHE="$work/cache" GOFLAGS=-mod=mod
wanted='input ends with the answer: err <nil>, out "answer"
input goes on after the end: err EOF, out "answer"'
result=0
for version in 0.28.0 0.50.0; do
  rm -f go.mod go.sum
  { go mod init finding && go get "golang.org/x/crypto@v$version"; } >said 2>&1 || { cat said; exit 1; }
  go build -o client . || exit 1
  seen=$(timeout 60 ./client "$port")
  echo "golang.org/x/crypto $version"
  echo "$seen"
  [ "$seen" = "$wanted" ] || result=1
done
exit $result
