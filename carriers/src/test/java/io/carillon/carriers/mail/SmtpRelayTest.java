package io.carillon.carriers.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.carriers.mail.SmtpSettings.Login;
import io.carillon.carriers.mail.SmtpSettings.Security;
import io.carillon.model.Letter;
import io.carillon.model.Secret;
import io.carillon.model.port.Mail.Handing;
import io.carillon.testkit.Authority;
import io.carillon.testkit.MailSink;
import io.carillon.testkit.ManualClock;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/// Against a foreign SMTP server on a real socket.
class SmtpRelayTest {
  private static final String FROM = "server@carillon.example";
  private static final Letter LETTER =
      new Letter(
          "ann@shop.example",
          List.of("bob@home.example", "eve@home.example"),
          List.of("cc@home.example"),
          List.of("bcc@home.example"),
          "Grüße",
          "Schöne Grüße!");

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock();

  private static void refuse(String to) throws RejectException {
    switch (to) {
      case "gone@home.example" -> throw new RejectException(550, "5.1.1 no " + to);
      case "busy@home.example" -> throw new RejectException(451, "4.7.1 later, " + to);
      default -> {
        // everybody else is taken
      }
    }
  }

  private static MailSink opened() {
    return opened(how -> how);
  }

  private static MailSink opened(UnaryOperator<SMTPServer.Builder> how) {
    return new MailSink(SmtpRelayTest::refuse, how);
  }

  private SmtpRelay relay(int port, Security security, Optional<Login> login, SSLContext tls) {
    var settings =
        new SmtpSettings(
            "127.0.0.1",
            port,
            security,
            login,
            FROM,
            List.of("shop.example"),
            Duration.ofSeconds(5),
            2);
    return new SmtpRelay(settings, tls, clock);
  }

  private SmtpRelay open(MailSink server) throws Exception {
    return relay(server.port(), Security.NONE, Optional.empty(), SSLContext.getDefault());
  }

  private static Letter to(String... addresses) {
    return new Letter(
        "ann@other.example", List.of(addresses), List.of(), List.of(), "subject", "text");
  }

  @Test
  void aLetterReachesAllOfItsRecipients() throws Exception {
    var server = opened();

    assertThat(open(server).hand(LETTER, "abc.1")).isEqualTo(new Handing.Given());

    var one = server.taken.take();
    assertThat(one.to())
        .containsExactly(
            "bob@home.example", "eve@home.example", "cc@home.example", "bcc@home.example");
    assertThat(one.from()).isEqualTo(FROM);
    assertThat(one.mime())
        .contains("From: ann@shop.example")
        .contains("To: bob@home.example, eve@home.example")
        .contains("Cc: cc@home.example")
        .contains("Message-ID: <abc.1@carillon.example>")
        .contains("Auto-Submitted: auto-generated")
        .contains("Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=")
        .containsIgnoringCase("content-type: text/plain; charset=utf-8")
        .doesNotContain("bcc@home.example")
        .doesNotContain("Reply-To");
    server.close();
  }

  @Test
  void whoWritesByAForeignDomainIsAnsweredThere() throws Exception {
    var server = opened();

    assertThat(open(server).hand(to("bob@home.example"), "abc.1")).isEqualTo(new Handing.Given());

    assertThat(server.taken.take().mime())
        .contains("From: " + FROM)
        .contains("Reply-To: ann@other.example");
    server.close();
  }

  @Test
  void whatTheRelayRefusesIsSaidByItsCodeAlone() throws Exception {
    var server = opened();
    var relay = open(server);

    assertThat(relay.hand(to("gone@home.example"), "abc.1"))
        .isEqualTo(new Handing.Refused("the mail relay answered 550"));
    assertThat(relay.hand(to("busy@home.example"), "abc.1"))
        .isEqualTo(new Handing.Later("the mail relay answered 451"));
    assertThat(relay.hand(to("bob@home.example", "gone@home.example"), "abc.1"))
        .isEqualTo(new Handing.Refused("the mail relay answered 550"));
    assertThat(server.taken).isEmpty();
    assertThat(relay.hand(to("bob@home.example"), "abc.1")).isEqualTo(new Handing.Given());
    server.close();
  }

  @Test
  void aRelayThatIsDownIsLeftAloneForAWhile() throws Exception {
    var server = opened();
    var relay = open(server);
    server.close();

    assertThat(relay.hand(LETTER, "abc.1")).isEqualTo(new Handing.Later("no connection"));
    assertThat(relay.hand(LETTER, "abc.1"))
        .isEqualTo(new Handing.Later("the mail relay was not to be reached just now"));
    clock.advance(Duration.ofSeconds(16));
    assertThat(relay.hand(LETTER, "abc.1")).isEqualTo(new Handing.Later("no connection"));
  }

  @Test
  void whatIsNoRelayIsNotWaitedForForEver() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var settings =
          new SmtpSettings(
              "127.0.0.1",
              silent.getLocalPort(),
              Security.NONE,
              Optional.empty(),
              FROM,
              List.of(),
              Duration.ofMillis(200),
              1);

      assertThat(new SmtpRelay(settings, SSLContext.getDefault(), clock).hand(LETTER, "abc.1"))
          .isEqualTo(new Handing.Later("no answer, or no SMTP"));
    }
  }

  @Test
  void itLogsInOverTlsOnly() throws Exception {
    var authority = Authority.make(folder);
    var logins =
        new EasyAuthenticationHandlerFactory((user, password, _) -> {
          if (!user.equals("ann") || !password.equals("secret")) {
            throw new LoginFailedException("no");
          }
        });
    var tls = authority.issue();
    var server =
        opened(how ->
            how.startTlsSocketFactory(tls)
                .requireTLS()
                .authenticationHandlerFactory(logins)
                .requireAuth());
    int port = server.port();
    var good = Optional.of(new Login("ann", new Secret("secret")));
    var bad = Optional.of(new Login("ann", new Secret("wrong")));

    assertThat(relay(port, Security.STARTTLS, good, authority.trusting()).hand(LETTER, "abc.1"))
        .isEqualTo(new Handing.Given());
    assertThat(relay(port, Security.STARTTLS, bad, authority.trusting()).hand(LETTER, "abc.1"))
        .isEqualTo(new Handing.Later("it refuses user or password"));
    assertThat(relay(port, Security.STARTTLS, good, SSLContext.getDefault()).hand(LETTER, "abc.1"))
        .isEqualTo(new Handing.Later("no secure connection"));
    server.close();
  }

  @Test
  void withoutStartTlsNothingIsSaid() throws Exception {
    var server = opened();
    var relay = relay(server.port(), Security.STARTTLS, Optional.empty(), SSLContext.getDefault());

    assertThat(relay.hand(LETTER, "abc.1")).isInstanceOf(Handing.Later.class);
    assertThat(server.taken).isEmpty();
    server.close();
  }

  @Test
  void tlsFromTheFirstOctetIsSpokenToo() throws Exception {
    var authority = Authority.make(folder);
    var tls = authority.issue();
    var server = opened(how -> how.serverSocketFactory(tls));
    int port = server.port();

    assertThat(
            relay(port, Security.TLS, Optional.empty(), authority.trusting()).hand(LETTER, "abc.1"))
        .isEqualTo(new Handing.Given());
    assertThat(
            relay(port, Security.TLS, Optional.empty(), SSLContext.getDefault())
                .hand(LETTER, "abc.1"))
        .isEqualTo(new Handing.Later("no secure connection"));
    server.close();
  }
}
