"""A mail server small enough to be told how to misbehave, real enough for smtplib."""

import socketserver
import threading
from email import message_from_bytes, policy


class Session(socketserver.StreamRequestHandler):
    """One SMTP conversation (RFC 5321), as far as a client that sends one mail needs it."""

    def handle(self):
        answers = self.server.answers
        self.say(answers.get("CONNECT", "220 ready"))
        while line := self.rfile.readline():
            verb = line[:4].strip().upper().decode()
            if verb == "QUIT":
                self.say("221 bye")
                return
            if verb != "DATA":
                self.say(answers.get(verb, "250 ok"))
                continue
            self.say("354 go on")
            content = b"".join(iter(self.rfile.readline, b".\r\n"))
            if answers.get("END") == "hang up":
                return
            answer = answers.get("END", "250 taken")
            if answer.startswith("250"):
                self.server.taken.append(message_from_bytes(content, policy=policy.default))
            self.say(answer)

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """answers: what to say instead of yes, by verb (END: after the mail). taken: the mails it took."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.answers: dict[str, str] = {}
        self.taken: list = []
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    def stop(self):
        self.shutdown()
        self.server_close()
