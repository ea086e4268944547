package io.carillon.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedTest {
  private final Forwarded proxies =
      new Forwarded(List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("fd00::/8")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // who handed it over | what the header says | who sent it
        "10.0.0.1  | 8.8.8.8                    | 8.8.8.8",
        "10.0.0.1  | 1.1.1.1, 8.8.8.8           | 8.8.8.8",
        "10.0.0.1  | 8.8.8.8, 10.0.0.2          | 8.8.8.8",
        "10.0.0.1  | 8.8.8.8, fd00::1, 10.0.0.2 | 8.8.8.8",
        "10.0.0.1  | 2001:db8::7                | 2001:db8::7",
        "10.0.0.1  | 10.0.0.2                   | 10.0.0.2",
        "10.0.0.1  | 8.8.8.8, nonsense          | 10.0.0.1",
        "10.0.0.1  | 8.8.8.8:1234               | 10.0.0.1",
        "10.0.0.1  | ''                         | 10.0.0.1",
        "9.9.9.9   | 8.8.8.8                    | 9.9.9.9",
      })
  void theLastThatIsNoProxyOfOursSentIt(String peer, String field, String sender) {
    assertThat(proxies.sender(InetAddress.ofLiteral(peer), List.of(field)))
        .isEqualTo(InetAddress.ofLiteral(sender));
  }

  @Test
  void severalHeadersAreOne() {
    assertThat(
            proxies.sender(
                InetAddress.ofLiteral("10.0.0.1"), List.of("1.1.1.1", "8.8.8.8", "10.0.0.9")))
        .isEqualTo(InetAddress.ofLiteral("8.8.8.8"));
  }

  @Test
  void neighboursInIpv6AreOneAndInIpv4AreNot() {
    assertThat(Neighbours.of(InetAddress.ofLiteral("2001:db8:1:2:3:4:5:6")))
        .isEqualTo(Neighbours.of(InetAddress.ofLiteral("2001:db8:1:2::1")))
        .isNotEqualTo(Neighbours.of(InetAddress.ofLiteral("2001:db8:1:3::1")));
    assertThat(Neighbours.of(InetAddress.ofLiteral("8.8.8.8")))
        .isEqualTo(InetAddress.ofLiteral("8.8.8.8"));
  }
}
