package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.wire.text.DataCoding;
import io.carillon.wire.text.Octets;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
  private static final String KEYS = "id|sub|dlvrd|submit%sdate|done%<sdate|stat|err";

  private static final Pattern FIELD =
      Pattern.compile(
          "(?<![\\w])(%s)\\s{0,3}:(?:\\s{0,3}(?!(?:%s):)([^\\s,;]*)|)"
              .formatted(KEYS.formatted("[ _]?"), KEYS.formatted("_?")),
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TEXT =
      Pattern.compile("(?<![\\w])text:(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final String PLAIN =
      "id:0000031295 sub:001 dlvrd:001 submit date:2611210233 done date:2611210234 stat:DELIVRD"
          + " err:000 text:Hello";

  @Test
  void readsTheTextOfTheStandard() {
    var receipt = ReceiptText.parse(PLAIN).orElseThrow();

    assertThat(receipt)
        .isEqualTo(
            new ReceiptText(
                "0000031295", "001", "001", "2611210233", "2611210234", "DELIVRD", "000", "Hello"));
    assertThat(receipt.doneAt()).contains(LocalDateTime.of(2026, 11, 21, 2, 34));
    assertThat(receipt.format()).isEqualTo(PLAIN);
  }

  @Test
  void writesWhatItReads() {
    var at = LocalDateTime.of(2026, 11, 21, 2, 33);
    var receipt =
        ReceiptText.of("7a3f", MessageState.UNDELIVERABLE, at, at.plusMinutes(1), "011")
            .withText("Hello, this is a longer text");

    assertThat(receipt.format())
        .isEqualTo(
            "id:7a3f sub:001 dlvrd:000 submit date:2611210233 done date:2611210234 stat:UNDELIV"
                + " err:011 text:Hello, this is a lon");
    assertThat(ReceiptText.parse(receipt.format())).contains(receipt);
  }

  @Test
  void forgivesMissingFieldsCaseAndStrangeKeys() {
    var sparse = ReceiptText.parse("ID:ab-1 foo:bar STAT:expired Err:0x1F mcc:262").orElseThrow();

    assertThat(sparse.id()).isEqualTo("ab-1");
    assertThat(sparse.state()).isEqualTo("expired");
    assertThat(sparse.error()).isEqualTo("0x1F");
    assertThat(sparse.doneAt()).isEmpty();
  }

  @Test
  void readsDatesInEveryLength() {
    assertThat(done("2611210234")).contains(LocalDateTime.of(2026, 11, 21, 2, 34));
    assertThat(done("261121023456")).contains(LocalDateTime.of(2026, 11, 21, 2, 34, 56));
    assertThat(done("202611210234")).contains(LocalDateTime.of(2026, 11, 21, 2, 34));
    assertThat(done("20261121023456")).contains(LocalDateTime.of(2026, 11, 21, 2, 34, 56));
    assertThat(done("0000000000")).isEmpty();
    assertThat(done("yesterday!")).isEmpty();
  }

  @Test
  void whatFollowsTextIsTheMessage() {
    var receipt = ReceiptText.parse("id:1 stat:DELIVRD text:id:2 stat:UNDELIV").orElseThrow();

    assertThat(receipt.id()).isEqualTo("1");
    assertThat(receipt.state()).isEqualTo("DELIVRD");
    assertThat(receipt.text()).isEqualTo("id:2 stat:UNDELIV");
  }

  @Test
  void isNotFooledByOrdinaryTexts() {
    assertThat(ReceiptText.parse("Your bid:5 is in")).isEmpty();
    assertThat(ReceiptText.parse("")).isEmpty();
    assertThat(ReceiptText.parse("id:1 ".repeat(1000))).isEmpty();
    assertThat(Receipts.of(deliver(0, "please send id:5 to me", Tlvs.NONE))).isEmpty();
  }

  @Test
  void tlvsWinOverText() {
    Tlvs tlvs =
        Tlvs.NONE
            .withText(Tag.RECEIPTED_MESSAGE_ID, "7a3f")
            .withOctet(Tag.MESSAGE_STATE, MessageState.EXPIRED.code())
            .with(Tag.NETWORK_ERROR_CODE, Octets.ofHex("03001b"));

    var receipt = Receipts.of(deliver(EsmClass.RECEIPT, PLAIN, tlvs)).orElseThrow();

    assertThat(receipt.messageId()).isEqualTo("7a3f");
    assertThat(receipt.state()).contains(MessageState.EXPIRED);
    assertThat(receipt.error()).isEqualTo("3:27");
    assertThat(receipt.intermediate()).isFalse();
  }

  @Test
  void readsReceiptsThatHaveOnlyTextOrOnlyTlvs() {
    var text = Receipts.of(deliver(EsmClass.RECEIPT, PLAIN, Tlvs.NONE)).orElseThrow();
    var tlvs =
        Receipts.of(deliver(0, "", Tlvs.NONE.withText(Tag.RECEIPTED_MESSAGE_ID, "5")))
            .orElseThrow();

    assertThat(text.messageId()).isEqualTo("0000031295");
    assertThat(text.state()).contains(MessageState.DELIVERED);
    assertThat(text.error()).isEqualTo("000");
    assertThat(tlvs.messageId()).isEqualTo("5");
    assertThat(tlvs.state()).isEmpty();
  }

  @Test
  void readsAReceiptThatEsmClassDoesNotDeclare() {
    assertThat(Receipts.of(deliver(0, PLAIN, Tlvs.NONE))).isPresent();
  }

  @Test
  void aDeclaredReceiptThatSaysNothingIsStillAReceipt() {
    var receipt = Receipts.of(deliver(EsmClass.RECEIPT, "odd", Tlvs.NONE)).orElseThrow();

    assertThat(receipt.messageId()).isEmpty();
    assertThat(receipt.state()).isEmpty();
  }

  @Test
  void anIntermediateNotificationSaysSo() {
    assertThat(Receipts.of(deliver(EsmClass.INTERMEDIATE, PLAIN, Tlvs.NONE)).orElseThrow())
        .matches(Receipt::intermediate);
  }

  @Test
  void acknowledgementsOfPeopleAreMessages() {
    assertThat(Receipts.of(deliver(EsmClass.MANUAL_ACKNOWLEDGEMENT, PLAIN, Tlvs.NONE))).isEmpty();
  }

  @Test
  void readsTheTextFromMessagePayloadAndInUcs2() {
    Octets ucs2 = Octets.of(PLAIN.getBytes(StandardCharsets.UTF_16BE));
    var deliver =
        new Pdu.DeliverSm(
            "",
            SmppAddress.NONE,
            SmppAddress.NONE,
            Handling.PLAIN.withEsmClass(EsmClass.RECEIPT).withDataCoding(DataCoding.UCS2),
            Octets.NONE,
            Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, ucs2));

    assertThat(Receipts.of(deliver).orElseThrow().messageId()).isEqualTo("0000031295");
  }

  /// The forms of a receipt as a grammar: slow, but said in two lines.
  @Test
  void readsWhatTheGrammarSays() {
    var random = new SplittableRandom(13);
    String[] words = {
      "id:",
      "stat:",
      "text:",
      " ",
      "  ",
      ",",
      ";",
      ":",
      "done date:",
      "DELIVRD",
      "err:",
      "\n",
      "é",
      "x",
      "_",
      "SUBMIT_DATE:",
      "submitdate:",
      "Done Date:",
      "sub:",
      "dlvrd",
      "Err",
      "ID",
      "Text:",
      "7",
      "\t"
    };
    for (int round = 0; round < 50_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(words[random.nextInt(words.length)]);
      }
      String raw = text.toString();

      assertThat(ReceiptText.parse(raw)).as(raw).isEqualTo(byGrammar(raw));
    }
  }

  private static Optional<ReceiptText> byGrammar(String raw) {
    var tail = TEXT.matcher(raw);
    boolean hasText = tail.find();
    var values = new HashMap<String, String>();
    var fields = FIELD.matcher(hasText ? raw.substring(0, tail.start()) : raw);
    while (fields.find()) {
      String key = fields.group(1).toLowerCase(Locale.ROOT).replaceAll("[ _]", "");
      boolean firstStands = key.equals("id") || key.equals("stat");
      if (!firstStands || values.getOrDefault(key, "").isEmpty()) {
        values.put(key, Objects.requireNonNullElse(fields.group(2), ""));
      }
    }
    if (values.getOrDefault("id", "").isEmpty() && values.getOrDefault("stat", "").isEmpty()) {
      return Optional.empty();
    }
    var keys = List.of("id", "sub", "dlvrd", "submitdate", "donedate", "stat", "err");
    var found = keys.stream().map(key -> values.getOrDefault(key, "")).toList();
    return Optional.of(
        new ReceiptText(
            found.get(0),
            found.get(1),
            found.get(2),
            found.get(3),
            found.get(4),
            found.get(5),
            found.get(6),
            hasText ? tail.group(1) : ""));
  }

  private static Optional<LocalDateTime> done(String date) {
    return ReceiptText.parse("id:1 done date:" + date).orElseThrow().doneAt();
  }

  private static Pdu.DeliverSm deliver(int esmClass, String text, Tlvs tlvs) {
    return new Pdu.DeliverSm(
        "",
        SmppAddress.international("15551234567"),
        SmppAddress.alphanumeric("Acme"),
        Handling.PLAIN.withEsmClass(esmClass),
        Octets.of(text.getBytes(StandardCharsets.ISO_8859_1)),
        tlvs);
  }
}
