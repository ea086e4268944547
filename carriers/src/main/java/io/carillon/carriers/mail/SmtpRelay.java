package io.carillon.carriers.mail;

import io.carillon.model.Letter;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Mail;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The mail relay: a connection for each letter, and a rest after one that failed.
///
/// Each letter goes to all of its recipients or to none. What went wrong is said by the relay's
/// codes alone, since its words may name addresses.
public final class SmtpRelay implements Mail {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpRelay.class);

  /// Nobody is asked for so long after the relay could not be reached.
  private static final Duration REST = Duration.ofSeconds(15);

  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final int PERMANENT = 500;
  private static final int PROTOCOL_CODE_MIN = 200;

  private final SmtpSettings settings;
  private final Clock clock;
  private final Session session;
  private final InternetAddress own;
  private final Semaphore connections;
  private volatile long restsUntil;

  /// @param tls whom we trust
  public SmtpRelay(SmtpSettings settings, SSLContext tls, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    session = Session.getInstance(properties(settings, tls));
    own = bare(settings.from());
    connections = new Semaphore(settings.connections());
    restsUntil = clock.ticks();
  }

  private static Properties properties(SmtpSettings settings, SSLContext tls) {
    var properties = new Properties();
    var security = settings.security();
    var timeout = Long.toString(settings.timeout().toMillis());
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.connectiontimeout", timeout);
    properties.put("mail.smtp.timeout", timeout);
    properties.put("mail.smtp.writetimeout", timeout);
    properties.put("mail.smtp.quitwait", "false");
    properties.put("mail.smtp.auth", Boolean.toString(settings.login().isPresent()));
    properties.put("mail.smtp.ssl.enable", is(security, SmtpSettings.Security.TLS));
    properties.put("mail.smtp.starttls.enable", is(security, SmtpSettings.Security.STARTTLS));
    properties.put("mail.smtp.starttls.required", is(security, SmtpSettings.Security.STARTTLS));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.socketFactory", tls.getSocketFactory());
    properties.put("mail.smtp.from", settings.from());
    return properties;
  }

  private static String is(SmtpSettings.Security one, SmtpSettings.Security other) {
    return Boolean.toString(one == other);
  }

  @Override
  public Handing hand(Letter letter, String name) throws InterruptedException {
    if (clock.ticks() - restsUntil < 0) {
      return new Handing.Later("the mail relay was not to be reached just now");
    }
    if (!connections.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
      return new Handing.Later("all connections to the mail relay are in use");
    }
    try {
      given(mime(letter, name));
      return new Handing.Given();
    } catch (MessagingException e) {
      return failed(e);
    } finally {
      connections.release();
    }
  }

  private void given(MimeMessage letter) throws MessagingException {
    try (var transport = session.getTransport()) {
      var login = settings.login();
      transport.connect(
          settings.host(),
          settings.port(),
          login.map(SmtpSettings.Login::user).orElse(null),
          login.map(one -> one.password().reveal()).orElse(null));
      transport.sendMessage(letter, letter.getAllRecipients());
    }
  }

  private MimeMessage mime(Letter letter, String name) throws MessagingException {
    var mime = new NamedMessage(session, name + "@" + Letter.domain(settings.from()));
    boolean itself = settings.lets(letter.from());
    mime.setFrom(itself ? bare(letter.from()) : own);
    if (!itself) {
      mime.setReplyTo(all(List.of(letter.from())));
    }
    mime.setRecipients(RecipientType.TO, all(letter.to()));
    mime.setRecipients(RecipientType.CC, all(letter.cc()));
    mime.setRecipients(RecipientType.BCC, all(letter.bcc()));
    mime.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
    mime.setText(letter.text(), StandardCharsets.UTF_8.name());
    mime.setSentDate(Date.from(clock.now()));
    // RFC 3834 §5: nobody's holiday notice answers it.
    mime.setHeader("Auto-Submitted", "auto-generated");
    mime.saveChanges();
    return mime;
  }

  private static InternetAddress[] all(List<String> addresses) {
    return addresses.stream().map(SmtpRelay::bare).toArray(InternetAddress[]::new);
  }

  private static InternetAddress bare(String address) {
    var one = new InternetAddress();
    one.setAddress(address);
    return one;
  }

  private Handing failed(MessagingException e) {
    int code = code(e);
    if (code >= PERMANENT) {
      return new Handing.Refused("the mail relay answered " + code);
    }
    if (code >= PROTOCOL_CODE_MIN) {
      return new Handing.Later("the mail relay answered " + code);
    }
    if (e instanceof SendFailedException) {
      return new Handing.Refused("the mail relay takes no such address");
    }
    var why = unreachable(e);
    restsUntil = clock.ticks() + REST.toNanos();
    LOG.warn("the mail relay {} is not to be used: {}", settings.host(), why);
    return new Handing.Later(why);
  }

  /// The relay's reply code, 0 where it gave none: that for a recipient before that for all.
  private static int code(MessagingException e) {
    int code =
        switch (e) {
          case SMTPSendFailedException whole -> whole.getReturnCode();
          case SMTPSenderFailedException sender -> sender.getReturnCode();
          case SMTPAddressFailedException address -> address.getReturnCode();
          default -> 0;
        };
    return e.getNextException() instanceof MessagingException next && code(next) != 0
        ? code(next)
        : code;
  }

  private static String unreachable(MessagingException e) {
    return switch (e) {
      case AuthenticationFailedException _ -> "it refuses user or password";
      case MailConnectException _ -> "no connection";
      default ->
          e.getCause() instanceof SSLException ? "no secure connection" : "no answer, or no SMTP";
    };
  }

  /// Keeps the Message-ID that it was given.
  private static final class NamedMessage extends MimeMessage {
    private final String id;

    private NamedMessage(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + ">");
    }
  }
}
