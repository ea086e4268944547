package io.carillon.front.arranged;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import io.carillon.model.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnNumberTest {
  private static final AccountId ONE = new AccountId(new Id(1, 1));
  private static final AccountId OTHER = new AccountId(new Id(2, 2));
  private static final Address PHONE = Address.phone("+14155552671");
  private static final Address CODE = new Address(Address.Kind.SHORT_CODE, "12345");
  private static final Instant NOW = Instant.parse("2023-07-15T14:30:00Z");

  private static Directory directory(List<Resource> resources) {
    return new Directory(
        1,
        List.of(),
        List.of(),
        List.of(
            new Sender(ONE, PHONE, ""),
            new Sender(ONE, CODE, "1"),
            new Sender(ONE, CODE, "49"),
            new Sender(ONE, new Address(Address.Kind.ALPHANUMERIC, "MyCompany"), ""),
            new Sender(OTHER, CODE, "1")),
        resources);
  }

  @Test
  void numbersAndShortCodesAreNumbersEachOnce() {
    var numbers = OwnNumber.of(directory(List.of()), ONE);

    assertThat(numbers).extracting(OwnNumber::address).containsExactly(PHONE, CODE);
    assertThat(numbers.getFirst().settings()).isEmpty();
    assertThat(numbers.getFirst().facts()).isEmpty();
  }

  @Test
  void theIdStaysBeforeAndAfterSomethingIsSet() {
    var before = OwnNumber.of(directory(List.of()), ONE, PHONE);
    var settings = before.with(Map.of("sms_url", "https://x.example"), NOW);
    var directory = directory(List.of(settings));
    var after = OwnNumber.find(directory, ONE, before.id()).orElseThrow();

    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.fact("sms_url")).contains("https://x.example");
    assertThat(after.fact("sms_method")).isEmpty();
    assertThat(after.with(Map.of(), NOW.plusSeconds(5)).created()).isEqualTo(NOW);
    assertThat(after.with(Map.of(), NOW.plusSeconds(5)).updated()).isEqualTo(NOW.plusSeconds(5));
  }

  @Test
  void theIdOfOneAccountNamesNothingOfAnother() {
    var directory = directory(List.of());
    var code = OwnNumber.of(directory, ONE, CODE);

    assertThat(code.id()).isNotEqualTo(OwnNumber.of(directory, OTHER, CODE).id());
    assertThat(OwnNumber.find(directory, OTHER, code.id())).isEmpty();
  }
}
