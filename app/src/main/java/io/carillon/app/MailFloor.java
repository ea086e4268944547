package io.carillon.app;

import io.carillon.app.settings.Settings;
import io.carillon.app.settings.TlsFiles;
import io.carillon.carriers.mail.SmtpRelay;
import io.carillon.model.Letter;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Mail;
import java.util.Optional;

/// The mail relay, wired: the configured one, or none.
final class MailFloor implements Mail {
  private volatile Optional<Settings.MailRelay> configured = Optional.empty();
  private volatile Mail relay = Mail.NONE;

  /// This, with the relay of these settings from the next letter on.
  MailFloor adopt(Settings next, Clock clock) {
    if (!next.mail().equals(configured)) {
      configured = next.mail();
      relay = configured.map(one -> opened(one, clock)).orElse(Mail.NONE);
    }
    return this;
  }

  private static Mail opened(Settings.MailRelay one, Clock clock) {
    return new SmtpRelay(one.relay(), TlsFiles.context(one.tls()), clock);
  }

  @Override
  public Handing hand(Letter letter, String name) throws InterruptedException {
    return relay.hand(letter, name);
  }
}
