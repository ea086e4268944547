package io.carillon.app.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.carillon.app.settings.Settings.Access;
import io.carillon.app.settings.Settings.FirstAccount;
import io.carillon.app.settings.Settings.FirstSender;
import io.carillon.app.settings.Settings.Inbound;
import io.carillon.app.settings.Settings.IntelePeer;
import io.carillon.app.settings.Settings.Log;
import io.carillon.app.settings.Settings.Sandbox;
import io.carillon.engine.accept.Pressure;
import io.carillon.engine.account.Inventory.Kind;
import io.carillon.engine.account.Inventory.Range;
import io.carillon.engine.billing.Rates;
import io.carillon.engine.billing.Rates.Rate;
import io.carillon.engine.inbound.Gathering;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Money;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads settings: defaults < file < environment.
public final class SettingsReader {
  /// Variables of the environment that are not settings.
  private static final Set<String> NOT_SETTINGS =
      Set.of(
          "CARILLON_ACCOUNT_SID",
          "CARILLON_AUTH_TOKEN",
          "CARILLON_API_KEY",
          "CARILLON_URL",
          "CARILLON_HEAP",
          "CARILLON_JVM_DIRS",
          "CARILLON_JAVA_OPTS");

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern SENDER = Pattern.compile("([0-9]{1,3})-(.+)");
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

  private SettingsReader() {}

  /// The annotated defaults, as shipped.
  public static String manual() {
    try (var in = manualStream()) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the shipped settings cannot be read", e);
    }
  }

  private static InputStream manualStream() {
    return Objects.requireNonNull(
        SettingsReader.class.getResourceAsStream("/settings.yaml"), "settings.yaml is not shipped");
  }

  /// Reads a file (empty = only defaults) under an environment.
  public static Settings read(Optional<Path> file, Map<String, String> environment)
      throws SettingsRefused {
    var notes = Section.Notes.empty();
    var defaults = tree(manual(), "the shipped settings", notes);
    var own = file.map(path -> tree(path, notes)).orElse(MissingNode.getInstance());
    var root = new Section("", own, defaults, environment, notes);
    var settings = settings(root, defaults);
    refuseUnknownVariables(environment, notes);
    if (!notes.troubles().isEmpty()) {
      throw new SettingsRefused(notes.troubles());
    }
    return settings;
  }

  private static JsonNode tree(Path file, Section.Notes notes) {
    try {
      return tree(Files.readString(file), file.toString(), notes);
    } catch (IOException e) {
      notes.troubles().add("the settings file " + file + " cannot be read");
      return MissingNode.getInstance();
    }
  }

  private static JsonNode tree(String yaml, String name, Section.Notes notes) {
    try {
      return YAML.readTree(yaml);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      var at = e.getLocation();
      notes
          .troubles()
          .add(name + " is not YAML" + (at == null ? "" : " (line " + at.getLineNr() + ")"));
      return MissingNode.getInstance();
    }
  }

  private static void refuseUnknownVariables(Map<String, String> environment, Section.Notes notes) {
    var known = new HashSet<>(notes.variables());
    known.addAll(NOT_SETTINGS);
    for (var variable : environment.keySet()) {
      if (variable.startsWith("CARILLON_") && !known.contains(variable)) {
        notes
            .troubles()
            .add("the variable " + variable + " is no setting" + Nearest.hint(variable, known));
      }
    }
  }

  private static Settings settings(Section root, JsonNode defaults) {
    var carriers = CarrierReader.read(root, defaults.path("carrier-defaults"));
    var server = OutsideReader.server(root.section("server"));
    var settings =
        new Settings(
            1,
            server,
            StoreReader.read(
                root.section("store"), server.data(), StoreReader.keys(root, server.data())),
            RetentionReader.read(root.section("retention")),
            firstAccount(root.section("first-account")),
            sandbox(root.section("sandbox")),
            EsmeSettings.read(root.section("smpp-server")),
            carriers,
            RouteReader.read(root, carriers),
            rates(root.section("rates")),
            PolicySettings.read(root),
            OutsideReader.outbound(root.section("outbound")),
            intelePeer(root.section("intelepeer")),
            inbound(root.section("inbound")),
            LookupReader.read(root.section("lookup")),
            RegistryReader.read(root.section("registry")),
            SmtpReader.read(root.section("smtp")),
            CapSettings.read(root.section("campaign-caps")),
            limits(root.section("limits")),
            access(root.section("access")),
            inventory(root),
            log(root.section("log")));
    root.refuseUnknown();
    return settings;
  }

  private static Inbound inbound(Section section) {
    var patience =
        new Gathering.Patience(
            section.positive("parts-wait", Duration.ofHours(24)),
            section.duration("repeats-window", Duration.ofHours(72)));
    var inbound = new Inbound(patience);
    section.refuseUnknown();
    return inbound;
  }

  private static FirstAccount firstAccount(Section section) {
    var senders = new ArrayList<FirstSender>();
    for (var text : section.texts("senders")) {
      try {
        senders.add(sender(text));
      } catch (IllegalArgumentException _) {
        section.trouble("senders", "holds '" + text + "', which is no sender");
      }
    }
    var account =
        new FirstAccount(
            section.required("name"),
            senders,
            money(section, "balance", section.required("currency")));
    section.refuseUnknown();
    return account;
  }

  /// `+14155552671`, `12345`, `MyCompany`, or a short code or name behind a calling code:
  /// `1-12345`.
  static FirstSender sender(String text) {
    var bound = SENDER.matcher(text);
    var code = bound.matches() ? bound.group(1) : "";
    var value = bound.matches() ? bound.group(2) : text;
    boolean digits = value.chars().allMatch(c -> c >= '0' && c <= '9');
    var kind =
        value.startsWith("+")
            ? Address.Kind.PHONE
            : digits ? Address.Kind.SHORT_CODE : Address.Kind.ALPHANUMERIC;
    return new FirstSender(new Address(kind, value), code);
  }

  private static Money money(Section section, String key, String currency) {
    return section
        .parsed(
            key,
            "an amount with at most six decimals",
            text -> {
              try {
                long micros = new BigDecimal(text).movePointRight(6).longValueExact();
                return new Money(micros, currency);
              } catch (ArithmeticException e) {
                throw new IllegalArgumentException(e);
              }
            })
        .orElse(new Money(0, "USD"));
  }

  private static Sandbox sandbox(Section section) {
    var sandbox =
        new Sandbox(
            section.number("port", 0, 65_535),
            section.duration("receipt-delay", Duration.ofHours(1)));
    section.refuseUnknown();
    return sandbox;
  }

  private static Rates rates(Section section) {
    var currency = section.required("currency");
    var rows = new ArrayList<Rate>();
    for (var row : section.sections("table", MissingNode.getInstance())) {
      var channel =
          row.parsed(
              "channel",
              "a channel such as sms or mms",
              word -> Channel.of(word).orElseThrow(IllegalArgumentException::new));
      var country =
          row.parsed(
              "country",
              "two capital letters, or * for every country",
              text -> {
                if (!text.matches("[A-Z]{2}|\\*")) {
                  throw new IllegalArgumentException(text);
                }
                return text;
              });
      var price = money(row, "price", currency);
      row.refuseUnknown();
      if (channel.isPresent() && country.isPresent()) {
        rows.add(new Rate(channel.get(), country.get(), price));
      }
    }
    var rates = new Rates(rows, money(section, "otherwise", currency));
    section.refuseUnknown();
    return rates;
  }

  private static IntelePeer intelePeer(Section section) {
    var intelePeer =
        new IntelePeer(
            section
                .parsed(
                    "eu-host",
                    "a host name, without a port",
                    text -> {
                      if (!HOST.matcher(text).matches()) {
                        throw new IllegalArgumentException(text);
                      }
                      return text;
                    })
                .orElse(""));
    section.refuseUnknown();
    return intelePeer;
  }

  private static Pressure.Limits limits(Section section) {
    var limits =
        new Pressure.Limits(
            section.number("commits-waiting", 1, 1_000_000),
            section.number("queued-per-lane", 1L, 1_000_000_000L),
            section.number("moving-per-lane", 1, 1_000_000),
            section.duration("wait", Duration.ofSeconds(10)),
            section.number("disk-free", 0L, 1L << 40) << 20);
    section.refuseUnknown();
    return limits;
  }

  private static Access access(Section section) {
    var access =
        new Access(
            section.number("failed-logins", 0, 1_000_000),
            section.number("requests-per-key", 0, 1_000_000),
            section.number("requests-per-address", 0, 1_000_000));
    section.refuseUnknown();
    return access;
  }

  private static List<Range> inventory(Section root) {
    var ranges = new ArrayList<Range>();
    for (var row : root.sections("inventory", MissingNode.getInstance())) {
      var kind =
          row.parsed(
              "kind",
              "local, toll-free or mobile",
              word -> Kind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
      var country = row.parsed("country", "two capital letters", SettingsReader::country);
      var first = row.parsed("first", "a phone number in E.164", SettingsReader::number);
      var last = row.parsed("last", "a phone number in E.164", SettingsReader::number);
      row.refuseUnknown();
      if (kind.isPresent() && country.isPresent() && first.isPresent() && last.isPresent()) {
        try {
          ranges.add(new Range(kind.get(), country.get(), first.get(), last.get()));
        } catch (IllegalArgumentException _) {
          row.trouble("last", "is to stand 0 to 999,999 numbers behind first");
        }
      }
    }
    return ranges;
  }

  private static String country(String text) {
    if (!text.matches("[A-Z]{2}")) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static long number(String text) {
    if (!Address.isE164(text)) {
      throw new IllegalArgumentException(text);
    }
    return Long.parseLong(text.substring(1));
  }

  private static Log log(Section section) {
    var log =
        new Log(section.word("level", Log.Level.class), section.word("format", Log.Format.class));
    section.refuseUnknown();
    return log;
  }
}
