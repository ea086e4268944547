package io.carillon.store.fill;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import java.util.List;
import java.util.SplittableRandom;

/// Who writes and who is written to: each person has about five messages of a whole history; one
/// message of 200 goes to one of ten numbers, which so have very many.
final class MadeUpPeople {
  private static final int MESSAGES_OF_A_PERSON = 5;
  private static final int NUMBERS_OF_ACCOUNT = 40;
  private static final List<Country> COUNTRIES =
      List.of(
          new Country("US", "+1", 2_000_000_000L, 7_999_999_999L, "310410"),
          new Country("US", "+1", 2_000_000_000L, 7_999_999_999L, "311480"),
          new Country("GB", "+447", 100_000_000L, 999_999_999L, "23410"),
          new Country("DE", "+4915", 10_000_000L, 99_999_999L, "26201"),
          new Country("IN", "+919", 100_000_000L, 999_999_999L, "40410"));

  private final long count;
  private final SplittableRandom chance;

  MadeUpPeople(long messages, SplittableRandom chance) {
    this.chance = chance;
    count = messages / MESSAGES_OF_A_PERSON + 1;
  }

  private record Country(String code, String prefix, long first, long last, String network) {
    String number(long mixed) {
      return prefix + (first + Long.remainderUnsigned(mixed, last - first));
    }
  }

  /// Somebody with a phone.
  record Person(Address address, String country, String network) {}

  /// Anybody.
  Person person() {
    if (chance.nextInt(200) == 0) {
      var address = Address.phone("+1415555019" + chance.nextInt(10));
      return new Person(address, "US", "310410");
    }
    long mixed = mixed(chance.nextLong(count));
    var country = COUNTRIES.get((int) (mixed >>> 33) % COUNTRIES.size());
    return new Person(Address.phone(country.number(mixed)), country.code(), country.network());
  }

  /// One of an account's senders: mostly numbers, some names and short codes.
  Address sender(AccountId account) {
    return switch (chance.nextInt(10)) {
      case 0 -> new Address(Address.Kind.ALPHANUMERIC, "Shop" + mark(account) % 1_000);
      case 1 -> new Address(Address.Kind.SHORT_CODE, "" + (20_000 + mark(account) % 70_000));
      default -> number(account);
    };
  }

  /// One of an account's numbers.
  Address number(AccountId account) {
    int number = chance.nextInt(NUMBERS_OF_ACCOUNT);
    return Address.phone("+1800" + (2_000_000 + (mark(account) * 40L + number) % 8_000_000));
  }

  private static int mark(AccountId account) {
    return (int) (mixed(account.value().high() ^ account.value().low()) >>> 44);
  }

  /// SplitMix64's finisher: spreads neighbours far apart.
  private static long mixed(long value) {
    long z = value + 0x9E37_79B9_7F4A_7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return z ^ (z >>> 31);
  }
}
