package io.carillon.carriers.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.carriers.smpp.SmppSettings.IdMode;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FarIdsTest {
  private final FarIds auto = new FarIds("acme", IdMode.AUTO);
  private final Random random = new Random(20_260_118);

  /// An id of up to 128 bits.
  private BigInteger number() {
    return new BigInteger(1 + random.nextInt(128), random).add(BigInteger.ONE);
  }

  private static String hex(BigInteger number) {
    return number.toString(16);
  }

  /// Written sloppily: in capitals or not, with zeros before it or not.
  private String sloppy(String digits) {
    var cased = random.nextBoolean() ? digits.toUpperCase(Locale.ROOT) : digits;
    return "0".repeat(random.nextInt(5)) + cased;
  }

  @ParameterizedTest
  @CsvSource({
    "AS_IS, 00Ab, 00Ab",
    "AS_IS, 00Ab-x, 00Ab-x",
    "HEX_DEC, 0000000A, 10",
    "HEX_DEC, a, 0000000010",
    "HEX_DEC, FFFFFFFFFFFFFFFF, 18446744073709551615",
    "HEX_DEC, 0, 0",
    "HEX_DEC, msg-7, msg-7",
    "DEC_HEX, 10, A",
    "DEC_HEX, 0010, 0000000a",
    "DEC_HEX, 18446744073709551615, ffffffffffffffff",
    "DEC_HEX, msg-7, msg-7",
    "AUTO, 00Ab, AB",
    "AUTO, msg-7, msg-7",
  })
  void aReceiptHasTheNameOfItsResponse(IdMode mode, String response, String receipt) {
    var ids = new FarIds("acme", mode);

    assertThat(ids.named(receipt).getFirst()).isEqualTo(ids.taken(response));
  }

  @ParameterizedTest
  @CsvSource({
    "AS_IS, ab, AB",
    "AS_IS, 1, 01",
    "HEX_DEC, 10, 10",
    "DEC_HEX, 10, 10",
    "AUTO, Ab-1, AB-1"
  })
  void whatIsAnothersIsNotMixedUp(IdMode mode, String response, String receipt) {
    var ids = new FarIds("acme", mode);

    assertThat(ids.named(receipt).getFirst()).isNotEqualTo(ids.taken(response));
  }

  @Test
  void numbersAreFoundInEachModeHoweverTheyAreWritten() {
    var hexDec = new FarIds("acme", IdMode.HEX_DEC);
    var decHex = new FarIds("acme", IdMode.DEC_HEX);
    for (int round = 0; round < 2_000; round++) {
      var number = number();
      var decimal = number.toString();

      assertThat(hexDec.named(sloppy(decimal))).containsExactly(hexDec.taken(sloppy(hex(number))));
      assertThat(decHex.named(sloppy(hex(number)))).containsExactly(decHex.taken(sloppy(decimal)));
      assertThat(auto.named(sloppy(hex(number)))).contains(auto.taken(sloppy(hex(number))));
    }
  }

  @Test
  void beforeAnythingIsKnownEveryRuleIsTriedLikeliestFirst() {
    assertThat(auto.named("0016")).containsExactly("16", "10", "22");
    assertThat(auto.named("1f")).containsExactly("1f", "31");
    assertThat(auto.named("7")).containsExactly("7");
    assertThat(auto.named("msg-7")).containsExactly("msg-7");
    assertThat(auto.named("")).isEmpty();
  }

  private void settle(UnaryOperator<String> receiptOfHex) {
    for (int i = 0; i < 8; i++) {
      var response = hex(BigInteger.valueOf(0xA00_0000L + 7_919L * i));
      auto.taken(response);
      auto.named(receiptOfHex.apply(response));
    }
  }

  @Test
  void findsOutThatReceiptsAreDecimal() {
    settle(id -> new BigInteger(id, 16).toString());

    assertThat(auto.named("255")).containsExactly("ff");
  }

  @Test
  void findsOutThatReceiptsAreHexadecimal() {
    for (int i = 0; i < 8; i++) {
      var number = BigInteger.valueOf(90_000_000L + 7_919L * i);
      auto.taken(number.toString());
      auto.named(hex(number));
    }

    assertThat(auto.named("ff")).containsExactly("255");
  }

  @Test
  void findsOutThatReceiptsAreAsTheResponses() {
    settle(id -> "000" + id.toUpperCase(Locale.ROOT));

    assertThat(auto.named("0255")).containsExactly("255");
  }

  @Test
  void whatFitsByTwoRulesOrNoneIsNoVote() {
    for (int i = 1; i < 200; i++) {
      auto.taken(String.valueOf(i));
      auto.named(String.valueOf(i % 10));
      auto.named("9999999999" + i);
    }

    assertThat(auto.named("16")).containsExactly("16", "10", "22");
  }

  @Test
  void oneThatContradictsOnlyDelaysWhatTheOthersSay() {
    auto.taken("90000000");
    auto.named("90000000");
    settle(id -> new BigInteger(id, 16).toString());
    assertThat(auto.named("255")).hasSize(3);

    auto.taken("a123456");
    auto.named(new BigInteger("a123456", 16).toString());
    assertThat(auto.named("255")).containsExactly("ff");
  }

  @Test
  void anOrderNamesAPartAsTheCentreWritesItsIds() {
    auto.taken("0000ABCD");

    assertThat(auto.asWritten("12ef")).isEqualTo("000012EF");
    assertThat(auto.asWritten("msg-7")).isEqualTo("msg-7");
    assertThat(new FarIds("acme", IdMode.AS_IS).asWritten("ab")).isEqualTo("ab");
    var bare = new FarIds("acme", IdMode.HEX_DEC);
    bare.taken("abcd");
    assertThat(bare.asWritten("12ef")).isEqualTo("12ef");
  }

  @Test
  void nothingThatAFarEndWritesBreaksIt() {
    for (int round = 0; round < 5_000; round++) {
      var letters = new char[random.nextInt(65)];
      for (int i = 0; i < letters.length; i++) {
        letters[i] = (char) random.nextInt(256);
      }
      var id = new String(letters);

      assertThat(auto.named(id)).hasSizeLessThanOrEqualTo(3).doesNotContain("");
      assertThat(auto.taken(id).isEmpty()).isEqualTo(id.isEmpty());
    }
  }
}
