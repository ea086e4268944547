package io.carillon.store.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AddressKeyTest {
  private static final List<String> SIGNS =
      List.of("0", "1", "2", "9", "+", "a", "B", "z", "-", "@", ".", "ä", "К", "\u212A");

  private static String any(SplittableRandom chance) {
    var text = new StringBuilder();
    boolean number = chance.nextBoolean();
    for (int length = 1 + chance.nextInt(number ? 16 : 9); length > 0; length--) {
      text.append(SIGNS.get(chance.nextInt(number ? 4 : SIGNS.size())));
    }
    return number ? "+" + text.substring(1) : text.toString();
  }

  private static boolean ends(String address, String end) {
    int at = address.length() - end.length();
    return at >= 0 && address.regionMatches(true, at, end, 0, end.length());
  }

  @Test
  void whatIsMeantLiesInTheRangeAndNothingElseWhereItIsExact() {
    var chance = new SplittableRandom(3);
    for (int i = 0; i < 200_000; i++) {
      var address = any(chance);
      var other = any(chance);
      var end = address.substring(chance.nextInt(address.length()));
      var asked = chance.nextBoolean() ? end.toUpperCase(Locale.ROOT) : end;

      for (var stored : List.of(address, other)) {
        long key = AddressKey.of(stored);
        var range = AddressKey.end(asked);
        boolean in = key >= range.least() && key <= range.most();
        assertThat(in || !ends(stored, asked)).as("%s ends %s", stored, asked).isTrue();
        assertThat(!in || !range.exact() || ends(stored, asked))
            .as("%s is found by %s", stored, asked)
            .isTrue();

        var whole = AddressKey.whole(asked);
        boolean same = key >= whole.least() && key <= whole.most();
        assertThat(same || !stored.equalsIgnoreCase(asked)).as("%s, %s", stored, asked).isTrue();
        assertThat(!same || !whole.exact() || stored.equalsIgnoreCase(asked))
            .as("%s is taken for %s", stored, asked)
            .isTrue();
      }
    }
  }

  @Test
  void numbersAndTheirEndsAreExact() {
    assertThat(AddressKey.whole("+14155550100").exact()).isTrue();
    assertThat(AddressKey.end("4155550100").exact()).isTrue();
    assertThat(AddressKey.end("0").exact()).isTrue();
    assertThat(AddressKey.whole("+123456789012345").exact()).isFalse();
    assertThat(AddressKey.whole("Shop").exact()).isTrue();
    assertThat(AddressKey.whole("somebody@example.com").exact()).isFalse();
    assertThat(AddressKey.of("+14155550100")).isPositive();
  }
}
