package dev.dokployprovider.emulator.machine;

import java.io.IOException;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;

/**
 * A session that tells the exit status before the end of output, as OpenSSH's server does. SSHD
 * tells it after: a client that answers the end of output with a close may be faster, and SSHD then
 * keeps the status to itself (seen once in some hundred commands on a busy machine).
 */
final class MachineChannel extends ChannelSession {
  static final ChannelSessionFactory FACTORY =
      new ChannelSessionFactory() {
        @Override
        public Channel createChannel(Session session) {
          return new MachineChannel();
        }
      };

  @Override
  protected void closeShell(int exitValue, boolean immediately) throws IOException {
    if (!isClosing()) {
      out.flush();
      err.flush();
      sendExitStatus(exitValue);
    }
    super.closeShell(exitValue, immediately);
  }
}
