package io.carillon.sandbox.smsc.script;

import io.carillon.sandbox.smsc.script.HandsetNetworks.Network;
import io.carillon.sandbox.smsc.script.HandsetNetworks.Row;
import io.carillon.wire.smpp.BindMode;
import io.carillon.wire.smpp.PduCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Reads scripts. All that is wrong with one is said at once, each with its line.
public final class ScriptReader {
  /// Characters of a script.
  public static final int LENGTH_MAX = 1 << 20;

  static final int RATE_MAX = 10_000_000;

  /// Longer than any test waits.
  static final Duration DELAY_MAX = Duration.ofHours(36);

  private static final Session SESSION =
      new Session(
          Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(10), 10, 1_000_000, 1);
  static final int SYSTEM_ID_MAX = 15;
  static final int PASSWORD_MAX = 8;
  private static final int LIST_MAX = 10_000;

  private ScriptReader() {}

  /// The annotated script that comes with us, as text: what is in force where none is named.
  public static String manual() {
    try (var in =
        Objects.requireNonNull(
            ScriptReader.class.getResourceAsStream("/smsc.yaml"), "smsc.yaml is not shipped")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads a whole script. What it does not say has the value of the annotated one, but for rules,
  /// networks and traffic, of which it then has none.
  public static Script read(String yaml) throws ScriptRefused {
    var troubles = new Troubles();
    var root = new Part("", node(yaml), Keys.SCRIPT, troubles);
    var otherwise =
        RuleReader.rule(root.part("otherwise", Keys.OTHERWISE), Match.ALL, RuleReader.USUAL);
    var accounts = accounts(root);
    var script =
        new Script(
            yaml,
            root.number("seed", 0L, 0, Long.MAX_VALUE),
            accounts,
            session(root.part("session", Keys.SESSION)),
            RuleReader.rules(root, otherwise),
            otherwise,
            throttling(root.part("throttling", Keys.THROTTLING)),
            networks(root.part("networks", Keys.NETWORKS)),
            TrafficReader.traffic(root, accounts),
            TrafficReader.alerts(root, accounts),
            TrafficReader.invitations(root),
            TrafficReader.hostile(root));
    troubles.refuseAny();
    return script;
  }

  /// Reads one entry of `inbound`.
  public static Inbound inbound(String yaml, List<Account> accounts) throws ScriptRefused {
    var troubles = new Troubles();
    var inbound = TrafficReader.inbound(new Part("", node(yaml), Keys.INBOUND, troubles), accounts);
    troubles.refuseAny();
    return inbound;
  }

  /// Reads one entry of `alerts`.
  public static Alert alert(String yaml, List<Account> accounts) throws ScriptRefused {
    var troubles = new Troubles();
    var alert = TrafficReader.alert(new Part("", node(yaml), Keys.ALERT, troubles), accounts);
    troubles.refuseAny();
    return alert;
  }

  /// Reads one entry of `outbind`.
  public static Invitation invitation(String yaml) throws ScriptRefused {
    var troubles = new Troubles();
    var one = TrafficReader.invitation(new Part("", node(yaml), Keys.INVITATION, troubles));
    troubles.refuseAny();
    return one;
  }

  /// Reads one entry of `hostile`.
  public static Hostility hostility(String yaml) throws ScriptRefused {
    var troubles = new Troubles();
    var hostility = TrafficReader.hostility(new Part("", node(yaml), Keys.HOSTILE, troubles));
    troubles.refuseAny();
    return hostility;
  }

  private static Node node(String yaml) throws ScriptRefused {
    if (yaml.length() > LENGTH_MAX) {
      throw new ScriptRefused(
          List.of("line 1: a script has at most " + LENGTH_MAX + " characters"));
    }
    return Node.read(yaml);
  }

  private static List<Account> accounts(Part root) {
    var accounts = new ArrayList<Account>();
    var names = new HashSet<String>();
    for (var part : root.parts("accounts", Keys.ACCOUNT)) {
      var account =
          new Account(
              part.required("system-id", SYSTEM_ID_MAX),
              part.required("password", PASSWORD_MAX),
              part.wordSet("binds", Set.of(BindMode.values()), BindMode.class),
              part.number("binds-max", 100, 1, 1_000),
              part.number("rate", 0, 0, RATE_MAX),
              part.number("window", 500, 1, LIST_MAX));
      if (!names.add(account.systemId())) {
        part.trouble("system-id", "stands twice");
      }
      accounts.add(account);
    }
    if (!root.has("accounts")) {
      accounts.add(new Account("sandbox", "sandbox", Set.of(BindMode.values()), 100, 0, 500));
    } else if (accounts.isEmpty()) {
      root.trouble("accounts", "is to have one at least: else nobody can bind");
    }
    return accounts;
  }

  private static Session session(Part part) {
    return new Session(
        part.duration("enquire-link", SESSION.enquireLink(), Duration.ofHours(1)),
        positive(part, "response-timeout", SESSION.responseTimeout()),
        positive(part, "again", SESSION.again()),
        part.number("tries", SESSION.tries(), 1, 1_000),
        part.number("owed-max", SESSION.owedMax(), 1, 10_000_000),
        part.number("first-sequence", SESSION.firstSequence(), 1, PduCodec.SEQUENCE_MAX));
  }

  private static Duration positive(Part part, String key, Duration unsaid) {
    var duration = part.duration(key, unsaid, Duration.ofHours(1));
    if (duration.isZero()) {
      part.trouble(key, "is to be longer than nothing");
    }
    return duration;
  }

  private static Throttling throttling(Part part) {
    var curve = new ArrayList<Throttling.Step>();
    var before = Duration.ZERO;
    for (var step : part.parts("curve", Keys.STEP)) {
      var at = step.duration("at", Duration.ZERO, DELAY_MAX);
      if (at.compareTo(before) < 0) {
        step.trouble("at", "is to be no earlier than the step before");
      }
      before = at;
      curve.add(new Throttling.Step(at, step.number("rate", 0, 0, RATE_MAX)));
    }
    return new Throttling(
        part.flag("congestion", false), curve, part.duration("repeat", Duration.ZERO, DELAY_MAX));
  }

  private static HandsetNetworks networks(Part part) {
    var rows = new ArrayList<Row>();
    for (var row : part.parts("table", Keys.NETWORK_ROW)) {
      var prefix = row.text("prefix", "");
      int length = row.number("length", 11, 3, 15);
      int digit = row.number("digit", 1, 1, 15);
      if (prefix.length() + digit > length) {
        row.trouble("digit", "is to stand behind the prefix and within the length");
      }
      var networks = new ArrayList<Network>();
      for (var one : row.parts("networks", Keys.NETWORK)) {
        networks.add(
            new Network(
                one.required("name", 50),
                digits(one, "mcc", "[0-9]{3}") + digits(one, "mnc", "[0-9]{2,3}")));
      }
      if (networks.isEmpty()) {
        row.trouble("networks", "is to have one at least");
      }
      rows.add(new Row(prefix, length, digit, networks));
    }
    return new HandsetNetworks(
        part.number("name-tlv", 0x1403, 0, 0xFFFF),
        part.number("code-tlv", 0x1404, 0, 0xFFFF),
        rows);
  }

  private static String digits(Part part, String key, String pattern) {
    return part.parsed(
        key,
        key.equals("mcc") ? "three digits" : "two or three digits, in quotes",
        "",
        text -> {
          if (!text.matches(pattern)) {
            throw new IllegalArgumentException(text);
          }
          return text;
        });
  }
}
