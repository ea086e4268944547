package io.carillon.app.settings;

import io.carillon.carriers.mail.SmtpSettings;
import io.carillon.carriers.mail.SmtpSettings.Login;
import io.carillon.carriers.mail.SmtpSettings.Security;
import io.carillon.model.Letter;
import io.carillon.model.Secret;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads the part `smtp` of the settings.
final class SmtpReader {
  private static final int PORT_MAX = 65_535;
  private static final int CONNECTIONS_MAX = 100;

  private SmtpReader() {}

  static Optional<Settings.MailRelay> read(Section section) {
    var host = section.text("host");
    int port = section.number("port", 1, PORT_MAX);
    var security = security(section);
    var user = section.text("user");
    var password = section.text("password");
    var from = section.text("from");
    var domains = domains(section);
    var timeout = section.positive("timeout", Duration.ofSeconds(30));
    int connections = section.number("connections", 1, CONNECTIONS_MAX);
    var tls = section.section("tls");
    var files = TlsFiles.read(tls, "trust");
    tls.refuseUnknown();
    section.refuseUnknown();
    if (host.isEmpty()) {
      return Optional.empty();
    }
    if (!Letter.isAddress(from)) {
      section.trouble("from", "is to be the e-mail address by which the server writes");
      return Optional.empty();
    }
    if (user.isEmpty() != password.isEmpty()) {
      section.trouble("user", "and password are to be given together, or neither");
      return Optional.empty();
    }
    if (!user.isEmpty() && security.equals(Optional.of(Security.NONE))) {
      section.trouble("security", "is to be tls or starttls: a password goes over no open wire");
      return Optional.empty();
    }
    var login =
        user.isEmpty()
            ? Optional.<Login>empty()
            : Optional.of(new Login(user, new Secret(password)));
    return security.flatMap(kind ->
        files.map(read ->
            new Settings.MailRelay(
                new SmtpSettings(host, port, kind, login, from, domains, timeout, connections),
                read)));
  }

  private static Optional<Security> security(Section section) {
    var word = section.text("security");
    var found =
        Arrays.stream(Security.values()).filter(one -> one.name().equalsIgnoreCase(word)).findAny();
    if (found.isEmpty()) {
      section.trouble("security", "is to be starttls, tls or none, not '" + word + "'");
    }
    return found;
  }

  private static List<String> domains(Section section) {
    var domains =
        section.texts("domains").stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    for (var domain : domains) {
      if (!Letter.isAddress("somebody@" + domain)) {
        section.trouble("domains", "is to be a list of domains such as example.com");
      }
    }
    return domains;
  }
}
