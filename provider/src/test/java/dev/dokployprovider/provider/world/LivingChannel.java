package dev.dokployprovider.provider.world;

import dev.dokployprovider.provider.ssh.Channel;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;

/** A process's end of a channel: to give something or take something is a step of its life. */
record LivingChannel(Life life, Channel channel) implements Channel {
  @Override
  public OutputStream input() {
    life.step("ssh input");
    return channel.input();
  }

  @Override
  public InputStream output() {
    life.step("ssh output");
    return channel.output();
  }

  /** Read by a thread of its own, whose steps would come at random. */
  @Override
  public InputStream errors() {
    return channel.errors();
  }

  @Override
  public OptionalInt end(Duration limit) throws InterruptedException {
    life.step("ssh end");
    return channel.end(limit);
  }

  @Override
  public void close() {
    channel.close();
  }
}
