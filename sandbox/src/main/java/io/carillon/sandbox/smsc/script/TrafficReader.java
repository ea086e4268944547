package io.carillon.sandbox.smsc.script;

import io.carillon.sandbox.smsc.script.Inbound.Body;
import io.carillon.sandbox.smsc.script.Inbound.Encoding;
import io.carillon.sandbox.smsc.script.Inbound.Order;
import io.carillon.wire.smpp.SmppAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads what the centre does of itself: inbound traffic and faults.
final class TrafficReader {
  private static final Pattern NUMBER = Pattern.compile("\\+?([0-9]{9,15})");
  private static final Pattern SHORT_CODE = Pattern.compile("[0-9]{1,8}");
  private static final Pattern NAME = Pattern.compile("[!-~]([ -~]{0,9}[!-~])?");
  private static final Pattern HEX = Pattern.compile("([0-9A-Fa-f]{2})+");
  private static final int COUNT_MAX = 100_000_000;
  private static final int ENTRIES_MAX = 100;

  private TrafficReader() {}

  static List<Inbound> traffic(Part root, List<Account> accounts) {
    var all = new ArrayList<Inbound>();
    for (var part : root.parts("inbound", Keys.INBOUND)) {
      all.add(inbound(part, accounts));
    }
    checkSize(root, "inbound", all);
    return all;
  }

  private static void checkSize(Part root, String key, List<?> entries) {
    if (entries.size() > ENTRIES_MAX) {
      root.trouble(key, "is to have at most " + ENTRIES_MAX + " entries");
    }
  }

  static List<Alert> alerts(Part root, List<Account> accounts) {
    var all = new ArrayList<Alert>();
    for (var part : root.parts("alerts", Keys.ALERT)) {
      all.add(alert(part, accounts));
    }
    checkSize(root, "alerts", all);
    return all;
  }

  static Alert alert(Part part, List<Account> accounts) {
    var account = account(part, accounts);
    part.required("from", 21);
    part.required("to", 21);
    return new Alert(
        account,
        address(part, "from"),
        address(part, "to"),
        part.word("availability", Alert.Availability.AVAILABLE),
        part.number("count", 1, 1, COUNT_MAX),
        part.number("rate", 0, 0, ScriptReader.RATE_MAX),
        part.duration("after", Duration.ZERO, ScriptReader.DELAY_MAX));
  }

  static List<Invitation> invitations(Part root) {
    var all =
        root.parts("outbind", Keys.INVITATION).stream().map(TrafficReader::invitation).toList();
    checkSize(root, "outbind", all);
    return all;
  }

  static Invitation invitation(Part part) {
    var systemId = part.text("system-id", "carillon-smsc");
    if (systemId.length() > ScriptReader.SYSTEM_ID_MAX) {
      part.trouble("system-id", "is to have at most " + ScriptReader.SYSTEM_ID_MAX + " characters");
    }
    var password = part.text("password", "");
    if (password.length() > ScriptReader.PASSWORD_MAX) {
      part.trouble("password", "is to have at most " + ScriptReader.PASSWORD_MAX + " characters");
    }
    if (!part.has("port")) {
      part.trouble("port", "is missing");
    }
    return new Invitation(
        part.text("host", "127.0.0.1"),
        part.number("port", 1, 1, 65_535),
        systemId,
        password,
        part.duration("after", Duration.ZERO, ScriptReader.DELAY_MAX));
  }

  /// The account that is meant: the first where none is said.
  private static String account(Part part, List<Account> accounts) {
    var account = part.text("account", accounts.isEmpty() ? "" : accounts.getFirst().systemId());
    if (accounts.stream().noneMatch(one -> one.systemId().equals(account))) {
      part.trouble("account", "names none of the accounts");
    }
    return account;
  }

  static Inbound inbound(Part part, List<Account> accounts) {
    var account = account(part, accounts);
    part.required("from", 21);
    part.required("to", 21);
    var text = part.text("text", "");
    var encoding = part.word("encoding", Encoding.AUTO);
    if (encoding == Encoding.BINARY && !text.isEmpty() && !HEX.matcher(text).matches()) {
      part.trouble("text", "is to be pairs of hexadecimal digits, since its encoding is binary");
    }
    return new Inbound(
        account,
        address(part, "from"),
        address(part, "to"),
        text,
        new Body(
            encoding,
            part.word("long", Inbound.Cut.UDH8),
            part.word("order", Order.IN_ORDER),
            part.number("data-coding", -1, 0, 0xFF)),
        part.number("count", 1, 1, COUNT_MAX),
        part.number("rate", 0, 0, ScriptReader.RATE_MAX),
        part.duration("after", Duration.ZERO, ScriptReader.DELAY_MAX));
  }

  private static SmppAddress address(Part part, String key) {
    return part.parsed(
        key,
        "a number, a short code or a name of at most 11 characters",
        SmppAddress.NONE,
        TrafficReader::address);
  }

  private static SmppAddress address(String text) {
    var number = NUMBER.matcher(text);
    if (number.matches()) {
      return SmppAddress.international(number.group(1));
    }
    if (SHORT_CODE.matcher(text).matches()) {
      return SmppAddress.shortCode(text);
    }
    if (NAME.matcher(text).matches()) {
      return SmppAddress.alphanumeric(text);
    }
    throw new IllegalArgumentException("no address");
  }

  static List<Hostility> hostile(Part root) {
    return root.parts("hostile", Keys.HOSTILE).stream().map(TrafficReader::hostility).toList();
  }

  static Hostility hostility(Part part) {
    if (!part.has("fault")) {
      part.trouble("fault", "is missing");
    }
    var fault = part.word("fault", Fault.SILENCE);
    var lasts = part.duration("for", Duration.ZERO, ScriptReader.DELAY_MAX);
    if (part.has("for") && !fault.isLasting()) {
      part.trouble("for", "is for faults that go on; " + fault.word() + " happens once");
    }
    int amount = part.number("amount", fault.usual(), 0, Integer.MAX_VALUE);
    if (amount == 0 && fault.usual() > 0 && part.has("amount")) {
      part.trouble("amount", "is to be at least 1");
    }
    return new Hostility(fault, amount, lasts);
  }
}
