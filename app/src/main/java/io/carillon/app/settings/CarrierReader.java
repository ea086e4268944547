package io.carillon.app.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.carillon.app.settings.CarrierSettings.Binding;
import io.carillon.app.settings.CarrierSettings.Endpoint;
import io.carillon.app.settings.CarrierSettings.Forms;
import io.carillon.app.settings.CarrierSettings.Link;
import io.carillon.app.settings.CarrierSettings.Login;
import io.carillon.app.settings.CarrierSettings.Numbering;
import io.carillon.app.settings.CarrierSettings.Outbind;
import io.carillon.app.settings.CarrierSettings.Pace;
import io.carillon.app.settings.CarrierSettings.ReceiptIds;
import io.carillon.app.settings.CarrierSettings.Tls;
import io.carillon.app.settings.CarrierSettings.Tlv;
import io.carillon.app.settings.CarrierSettings.TlvForm;
import io.carillon.app.settings.CarrierSettings.TlvValue;
import io.carillon.carriers.smpp.SmppSettings.SubmitBy;
import io.carillon.engine.dispatch.CarrierRules;
import io.carillon.engine.dispatch.DoubtPolicy;
import io.carillon.engine.dispatch.Throttling;
import io.carillon.engine.lane.Lane;
import io.carillon.engine.route.Costs;
import io.carillon.model.Address;
import io.carillon.model.Address.Kind;
import io.carillon.model.Fault;
import io.carillon.model.Secret;
import io.carillon.model.Wording;
import io.carillon.model.Wording.Alphabet;
import io.carillon.model.Wording.LongForm;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads `carriers`.
final class CarrierReader {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final Pattern NETWORK = Pattern.compile("[0-9]{3,6}");
  private static final Pattern HEX = Pattern.compile("([0-9A-Fa-f]{2}){1,255}");
  private static final int VALUE_MAX = 255;
  private static final int TAG_NAME_MAX = 64;
  private static final int TAG_MAX = 0xFFFF;
  private static final int OCTET_MAX = 255;
  private static final int SYSTEM_ID_MAX = 15;
  private static final int PASSWORD_MAX = 8;
  private static final int ENTRIES_MAX = 1_000;

  /// What a carrier's answer can mean.
  private static final Set<Fault> SAYABLE =
      EnumSet.of(
          Fault.FAR_END_DOWN,
          Fault.FAR_END_BUSY,
          Fault.THROTTLED,
          Fault.REJECTED,
          Fault.RECIPIENT_UNKNOWN,
          Fault.SENDER_REFUSED,
          Fault.CONTENT_REFUSED,
          Fault.UNDELIVERABLE,
          Fault.EXPIRED,
          Fault.OPTED_OUT,
          Fault.SPAM,
          Fault.DESTINATION_NOT_ALLOWED);

  private CarrierReader() {}

  /// All carriers, in their order.
  ///
  /// @param each what a carrier has where its entry says nothing
  static List<CarrierSettings> read(Section root, JsonNode each) {
    var carriers = new ArrayList<CarrierSettings>();
    var names = new HashSet<String>();
    for (var section : root.sections("carriers", each)) {
      var carrier = carrier(section);
      if (!NAME.matcher(carrier.name()).matches()) {
        section.trouble("name", "is to be 1 to 32 lower-case letters, digits and hyphens");
      } else if (carrier.name().equals(Settings.SANDBOX)) {
        section.trouble("name", "may not be '" + Settings.SANDBOX + "': that is the sandbox");
      } else if (!names.add(carrier.name())) {
        section.trouble("name", "'" + carrier.name() + "' stands twice");
      }
      carriers.add(carrier);
    }
    return carriers;
  }

  private static CarrierSettings carrier(Section section) {
    var type = section.required("type");
    if (!type.equals("smpp") && !type.isEmpty()) {
      section.trouble("type", "is to be smpp, not '" + type + "'");
    }
    var name = section.required("name");
    var carrier =
        new CarrierSettings(
            name, link(section), forms(section), rules(section), costs(section, name));
    section.refuseUnknown();
    return carrier;
  }

  private static Link link(Section section) {
    return new Link(
        new Endpoint(section.required("host"), section.number("port", 1, 65_535)),
        tls(section),
        login(section),
        section
            .parsed("bind", "transceiver or transmitter+receiver", CarrierReader::binding)
            .orElse(Binding.TRANSCEIVER),
        outbind(section),
        new Pace(
            section.number("binds", 1, 32),
            section.number("window", 1, 2_000),
            section.positive("enquire-link", Duration.ofMinutes(10)),
            section.positive("response-timeout", Duration.ofMinutes(5))));
  }

  private static Optional<Outbind> outbind(Section section) {
    var wanted = section.has("outbind");
    var outbind = section.section("outbind");
    if (!wanted) {
      return Optional.empty();
    }
    var systemId = outbind.required("system-id");
    var password = outbind.text("password");
    within(outbind, "system-id", systemId, SYSTEM_ID_MAX);
    within(outbind, "password", password, PASSWORD_MAX);
    var read =
        new Outbind(
            outbind.required("host"),
            outbind.number("port", 0, 65_535),
            systemId,
            new Secret(password));
    outbind.refuseUnknown();
    return Optional.of(read);
  }

  private static Binding binding(String text) {
    return switch (text) {
      case "transceiver" -> Binding.TRANSCEIVER;
      case "transmitter+receiver" -> Binding.TRANSMITTER_AND_RECEIVER;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Optional<Tls> tls(Section section) {
    var wanted = section.has("tls");
    var tls = section.section("tls");
    if (!wanted) {
      return Optional.empty();
    }
    var serverName = tls.text("server-name");
    var files = TlsFiles.read(tls, "trust");
    tls.refuseUnknown();
    return files.map(read -> new Tls(read, serverName));
  }

  /// As long as the fields of a bind allow (SMPP 3.4 §4.1.1).
  private static Login login(Section section) {
    var systemId = section.required("system-id");
    var password = section.text("password");
    var systemType = section.text("system-type");
    within(section, "system-id", systemId, SYSTEM_ID_MAX);
    within(section, "password", password, PASSWORD_MAX);
    within(section, "system-type", systemType, 12);
    return new Login(systemId, new Secret(password), systemType);
  }

  private static void within(Section section, String key, String value, int max) {
    if (value.length() > max || value.chars().anyMatch(c -> c == 0 || c > OCTET_MAX)) {
      section.trouble(key, "is to be at most " + max + " characters of Latin-1");
    }
  }

  private static Forms forms(Section section) {
    var addresses = section.section("addresses");
    var sources =
        numberings(addresses.section("source"), Kind.PHONE, Kind.SHORT_CODE, Kind.ALPHANUMERIC);
    var destinations = numberings(addresses.section("destination"), Kind.PHONE, Kind.SHORT_CODE);
    addresses.refuseUnknown();
    return new Forms(
        sources,
        destinations,
        texts(section),
        section
            .parsed("submit-by", "submit_sm or data_sm", CarrierReader::submitBy)
            .orElse(SubmitBy.SUBMIT_SM),
        section.word("receipt-id-mode", ReceiptIds.class),
        tlvs(section),
        errors(section),
        section.parsed("network-tlv", "a tag from 0 to 0xFFFF", CarrierReader::anyTag).orElse(0));
  }

  private static Map<Kind, Numbering> numberings(Section section, Kind... kinds) {
    var numberings = new EnumMap<Kind, Numbering>(Kind.class);
    for (var kind : kinds) {
      var one = section.section(Section.word(kind));
      numberings.put(
          kind, new Numbering(one.number("ton", 0, OCTET_MAX), one.number("npi", 0, OCTET_MAX)));
      one.refuseUnknown();
    }
    section.refuseUnknown();
    return numberings;
  }

  private static SubmitBy submitBy(String text) {
    return switch (text) {
      case "submit_sm" -> SubmitBy.SUBMIT_SM;
      case "data_sm" -> SubmitBy.DATA_SM;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Wording texts(Section section) {
    var alphabet = section.word("alphabet", Alphabet.class);
    var longForm = section.word("long-messages", LongForm.class);
    boolean national = section.flag("national-tables");
    boolean isLatin = alphabet == Alphabet.LATIN1;
    boolean isBare = longForm == LongForm.SAR || longForm == LongForm.PAYLOAD;
    if (national && isLatin) {
      section.trouble("national-tables", "do not go with the alphabet latin1");
    }
    if (national && isBare) {
      section.trouble("national-tables", "need long-messages udh8 or udh16");
    }
    return new Wording(alphabet, longForm, national && !isLatin && !isBare);
  }

  private static List<Tlv> tlvs(Section section) {
    var tlvs = new ArrayList<Tlv>();
    var tags = new HashSet<Integer>();
    for (var row : section.sections("tlvs", MissingNode.getInstance())) {
      int tag = row.parsed("tag", "a tag from 0x0001 to 0xFFFF", CarrierReader::tag).orElse(1);
      if (!tags.add(tag)) {
        row.trouble("tag", "stands twice");
      }
      var form = row.has("as") ? row.word("as", TlvForm.class) : TlvForm.TEXT;
      row.know("as");
      var value = row.text("value");
      var from = row.text("from-tag");
      if (value.isEmpty() == from.isEmpty()) {
        row.trouble("value", "is to stand alone, or from-tag is");
      }
      if (value.length() > VALUE_MAX || from.length() > TAG_NAME_MAX) {
        row.trouble("value", "is too long: 255 characters, the name of a tag 64");
      }
      if (form == TlvForm.HEX && !value.isEmpty() && !HEX.matcher(value).matches()) {
        row.trouble("value", "is to be hexadecimal digits, two an octet, not '" + value + "'");
      }
      row.refuseUnknown();
      tlvs.add(
          new Tlv(
              tag, form, from.isEmpty() ? new TlvValue.Fixed(value) : new TlvValue.FromTag(from)));
    }
    return tlvs;
  }

  private static Map<Integer, Fault> errors(Section section) {
    var errors = new HashMap<Integer, Fault>();
    section
        .pairs("errors")
        .forEach((status, word) -> {
          var fault = SAYABLE.stream().filter(one -> one.word().equals(word)).findFirst();
          if (fault.isEmpty()) {
            var words = SAYABLE.stream().map(Fault::word).toList();
            section.trouble("errors." + status, "is to be a fault of: " + String.join(", ", words));
          }
          try {
            long number = whole(status);
            if (number < 1 || number > 0xFFFF_FFFFL) {
              throw new NumberFormatException(status);
            }
            fault.ifPresent(known -> errors.put((int) number, known));
          } catch (NumberFormatException _) {
            section.trouble(
                "errors." + status, "is to be a command_status, such as 11 or 0x0000000B");
          }
        });
    return errors;
  }

  private static CarrierRules rules(Section section) {
    return new CarrierRules(
        new DoubtPolicy(
            section.word("unknown-outcome", DoubtPolicy.Kind.class),
            section.duration("unknown-outcome-pause", Duration.ofHours(36))),
        section.number("rate", 0, 1_000_000),
        throttling(section.section("throttling")),
        Lane.Limits.USUAL);
  }

  private static Throttling throttling(Section section) {
    var pause = section.positive("pause", Duration.ofMinutes(10));
    var pauseMax = section.positive("pause-max", Duration.ofHours(1));
    int slowDown = section.number("slow-down", 0, 90);
    section.refuseUnknown();
    if (pauseMax.compareTo(pause) < 0) {
      section.trouble("pause-max", "is to be no shorter than pause");
      return Throttling.USUAL;
    }
    return new Throttling(pause, pauseMax, slowDown);
  }

  private static List<Costs.Row> costs(Section section, String carrier) {
    var rows = new ArrayList<Costs.Row>();
    for (var row : section.sections("costs", MissingNode.getInstance())) {
      var to = row.parsed("to", "the beginning of a number, such as '+49'", CarrierReader::prefix);
      var network =
          row.parsed("network", "MCC, or MCC and MNC, such as '26201'", CarrierReader::network);
      var cost = row.parsed("cost", "an amount with at most six decimals", CarrierReader::micros);
      row.refuseUnknown();
      rows.add(new Costs.Row(carrier, to.orElse(""), network.orElse(""), cost.orElse(0L)));
    }
    if (rows.size() > ENTRIES_MAX) {
      section.trouble("costs", "has more than " + ENTRIES_MAX + " rows");
    }
    return rows;
  }

  private static long micros(String text) {
    try {
      long micros = new BigDecimal(text).movePointRight(6).longValueExact();
      if (micros < 0) {
        throw new IllegalArgumentException(text);
      }
      return micros;
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// The beginning of a number, or nothing. YAML takes an unquoted +49 for the number 49.
  static String prefix(String text) {
    if (text.isEmpty() || text.equals("+") || text.matches("\\+[1-9]")) {
      return text;
    }
    if (!Address.isE164(text)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  /// MCC, or MCC and MNC, or nothing.
  static String network(String text) {
    if (!text.isEmpty() && !NETWORK.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static int tag(String text) {
    int tag = anyTag(text);
    if (tag == 0) {
      throw new NumberFormatException(text);
    }
    return tag;
  }

  private static int anyTag(String text) {
    long tag = whole(text);
    if (tag < 0 || tag > TAG_MAX) {
      throw new NumberFormatException(text);
    }
    return (int) tag;
  }

  /// Decimal, or hexadecimal behind 0x.
  private static long whole(String text) {
    return text.startsWith("0x") || text.startsWith("0X")
        ? Long.parseLong(text.substring(2), 16)
        : Long.parseLong(text);
  }
}
