package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.script.HandsetNetworks;
import io.carillon.sandbox.smsc.script.ReceiptForm;
import io.carillon.sandbox.smsc.script.ReceiptForm.Dates;
import io.carillon.sandbox.smsc.script.ReceiptForm.Letters;
import io.carillon.sandbox.smsc.script.ReceiptForm.Place;
import io.carillon.sandbox.smsc.script.ReceiptPlan;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.MessageState;
import io.carillon.wire.smpp.Pdu.DeliverSm;
import io.carillon.wire.smpp.ReceiptKey;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlv;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Octets;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes receipts in the forms that scripts ask for. Dates are in UTC.
final class ReceiptWriter {
  private static final int SHORT_MESSAGE_MAX = 254;
  private static final byte GSM_ERROR = 3;
  private static final int NO_NUMBER = 255;
  private static final Map<Dates, DateTimeFormatter> DATES = new EnumMap<>(Dates.class);

  static {
    for (var dates : Dates.values()) {
      DATES.put(dates, DateTimeFormatter.ofPattern(dates.pattern(), Locale.ROOT));
    }
  }

  /// Thousands of receipts have the same second in them.
  private static volatile Stamp lastStamp = new Stamp(-1, Dates.MINUTES, "");

  private record Stamp(long second, Dates dates, String text) {}

  private ReceiptWriter() {}

  static DeliverSm write(
      Message message, MessageState state, ReceiptPlan plan, HandsetNetworks networks) {
    var form = plan.form();
    var error = plan.errorOf(state);
    var text = Octets.NONE;
    if (!form.fields().isEmpty()) {
      var written = text(message, state, error, form);
      text = Octets.owning(written.getBytes(StandardCharsets.ISO_8859_1));
    }
    boolean inPayload = form.place() == Place.MESSAGE_PAYLOAD || text.size() > SHORT_MESSAGE_MAX;
    var tlvs = tlvs(message, state, error, form);
    if (inPayload && !text.isEmpty()) {
      tlvs.add(new Tlv(Tag.MESSAGE_PAYLOAD, text));
    }
    network(message, networks, tlvs);
    boolean plain = form.esmClass() == 0 || state.isFinal();
    return new DeliverSm(
        "",
        message.destination(),
        message.source(),
        Handling.PLAIN.withEsmClass(plain ? form.esmClass() : EsmClass.INTERMEDIATE),
        inPayload ? Octets.NONE : text,
        Tlvs.of(tlvs));
  }

  private static String text(Message message, MessageState state, String error, ReceiptForm form) {
    var text = new StringBuilder(160);
    for (var field : form.fields()) {
      if (!text.isEmpty()) {
        pad(text, form.spaces());
      }
      boolean upper = form.letters() == Letters.UPPER;
      text.append(upper ? field.word().toUpperCase(Locale.ROOT) : field.word()).append(':');
      pad(text, form.gap());
      value(text, field, message, state, error, form);
    }
    return text.toString();
  }

  private static void value(
      StringBuilder text,
      ReceiptKey field,
      Message message,
      MessageState state,
      String error,
      ReceiptForm form) {
    switch (field) {
      case ID -> text.append(message.receiptId());
      case SUB -> text.append("001");
      case DLVRD -> text.append(state == MessageState.DELIVERED ? "001" : "000");
      case SUBMIT_DATE -> text.append(date(message.takenAt() / 1_000, form.dates()));
      case DONE_DATE -> text.append(date(System.currentTimeMillis() / 1_000, form.dates()));
      case STAT -> {
        boolean lower = form.letters() == Letters.LOWER;
        text.append(lower ? state.word().toLowerCase(Locale.ROOT) : state.word());
      }
      case ERR -> text.append(error);
      case TEXT -> {}
    }
  }

  private static void pad(StringBuilder text, int spaces) {
    for (int i = 0; i < spaces; i++) {
      text.append(' ');
    }
  }

  private static String date(long second, Dates dates) {
    var stamp = lastStamp;
    if (stamp.second() == second && stamp.dates() == dates) {
      return stamp.text();
    }
    var form = DATES.getOrDefault(dates, DateTimeFormatter.BASIC_ISO_DATE);
    var text = form.format(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    lastStamp = new Stamp(second, dates, text);
    return text;
  }

  private static List<Tlv> tlvs(
      Message message, MessageState state, String error, ReceiptForm form) {
    var tlvs = new ArrayList<Tlv>(8);
    for (var parameter : ReceiptForm.Parameter.values()) {
      if (!form.tlvs().contains(parameter)) {
        continue;
      }
      switch (parameter) {
        case RECEIPTED_MESSAGE_ID -> tlvs.add(text(Tag.RECEIPTED_MESSAGE_ID, message.receiptId()));
        case MESSAGE_STATE -> tlvs.add(new Tlv(Tag.MESSAGE_STATE, Octets.of((byte) state.code())));
        case NETWORK_ERROR_CODE -> {
          int code = number(error);
          tlvs.add(
              new Tlv(
                  Tag.NETWORK_ERROR_CODE, Octets.of(GSM_ERROR, (byte) (code >>> 8), (byte) code)));
        }
        case USER_MESSAGE_REFERENCE -> {
          int reference = message.reference();
          if (reference >= 0) {
            tlvs.add(
                new Tlv(
                    Tag.USER_MESSAGE_REFERENCE,
                    Octets.of((byte) (reference >>> 8), (byte) reference)));
          }
        }
      }
    }
    return tlvs;
  }

  /// The error as a number of two octets; 255 where it is none.
  private static int number(String error) {
    int number = 0;
    for (int i = 0; i < error.length(); i++) {
      int digit = error.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i == 4) {
        return NO_NUMBER;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /// The error as query_sm_resp has it: a number of one octet.
  static int octet(String error) {
    return Math.min(number(error), NO_NUMBER);
  }

  private static void network(Message message, HandsetNetworks networks, List<Tlv> tlvs) {
    if (networks.table().isEmpty()) {
      return;
    }
    var found = networks.of(message.destination().value());
    if (found.isEmpty()) {
      return;
    }
    if (networks.nameTlv() > 0) {
      tlvs.add(text(networks.nameTlv(), found.get().name()));
    }
    if (networks.codeTlv() > 0 && !found.get().code().isEmpty()) {
      tlvs.add(text(networks.codeTlv(), found.get().code()));
    }
  }

  private static Tlv text(int tag, String text) {
    var octets = new byte[text.length() + 1];
    byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(latin, 0, octets, 0, latin.length);
    return new Tlv(tag, Octets.owning(octets));
  }
}
