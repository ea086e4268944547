package io.carillon.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/// A mail relay for tests: a foreign SMTP server on a free port of the loopback address.
public final class MailSink implements AutoCloseable {
  /// What it took, in its order.
  public final BlockingQueue<Taken> taken = new LinkedBlockingQueue<>();

  private final Refusing refusing;
  private final SMTPServer server;

  /// What it says of recipients.
  public interface Refusing {
    /// Throws where it does not take one.
    void check(String address) throws RejectException;
  }

  /// A letter that was taken.
  ///
  /// @param from and `to` as on the envelope
  /// @param mime with its headers
  public record Taken(String from, List<String> to, String mime) {}

  /// One that listens.
  ///
  /// @param how anything else about it, such as TLS
  public MailSink(Refusing refusing, UnaryOperator<SMTPServer.Builder> how) {
    this.refusing = refusing;
    server =
        how.apply(
                new SMTPServer.Builder()
                    .bindAddress(InetAddress.getLoopbackAddress())
                    .port(0)
                    .insertReceivedHeaders(false)
                    .messageHandlerFactory(_ -> new Taking()))
            .build();
    server.start();
  }

  /// Where it listens.
  public int port() {
    return server.getPortAllocated();
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Taking implements MessageHandler {
    private final List<String> to = new ArrayList<>();
    private String from = "";

    @Override
    public void from(String address) {
      from = address;
    }

    @Override
    public void recipient(String address) throws RejectException {
      refusing.check(address);
      to.add(address);
    }

    @Override
    public String data(InputStream octets) throws IOException {
      var mime = new String(octets.readAllBytes(), StandardCharsets.UTF_8);
      taken.add(new Taken(from, List.copyOf(to), mime));
      return "taken";
    }

    @Override
    public void done() {
      // nothing is held
    }
  }
}
