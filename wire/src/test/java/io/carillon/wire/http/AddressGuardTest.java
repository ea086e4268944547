package io.carillon.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.wire.http.AddressGuard.Rules;
import io.carillon.wire.http.AddressGuard.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final Target.Origin WEB = new Target.Origin(true, "x.example", 443);

  private final AddressGuard strict = guard(false);

  private static AddressGuard guard(boolean loopback, String... allow) {
    List<Cidr> cidrs = new ArrayList<>();
    for (String one : allow) {
      cidrs.add(Cidr.parse(one));
    }
    Names nobody =
        (host, _) -> {
          throw new UnknownHostException("no " + host.length());
        };
    return new AddressGuard(cidrs, () -> loopback, nobody);
  }

  private static AddressGuard naming(boolean loopback, String... addresses) {
    List<InetAddress> all = new ArrayList<>();
    for (String address : addresses) {
      all.add(InetAddress.ofLiteral(address));
    }
    return new AddressGuard(List.of(), () -> loopback, (_, _) -> all);
  }

  private static String url(String address) {
    return "https://" + (address.contains(":") ? "[" + address + "]" : address) + "/hook";
  }

  /// The first and the last address of each range that is not the open Internet.
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, this network",
    "0.255.255.255, this network",
    "10.0.0.0, private",
    "10.255.255.255, private",
    "100.64.0.0, shared",
    "100.127.255.255, shared",
    "127.0.0.1, loopback",
    "127.255.255.255, loopback",
    "169.254.0.0, link-local",
    "169.254.169.254, link-local",
    "169.254.255.255, link-local",
    "172.16.0.0, private",
    "172.31.255.255, private",
    "192.0.0.0, protocol",
    "192.0.0.255, protocol",
    "192.0.2.0, documentation",
    "192.0.2.255, documentation",
    "192.88.99.0, 6to4",
    "192.88.99.255, 6to4",
    "192.168.0.0, private",
    "192.168.255.255, private",
    "198.18.0.0, benchmarking",
    "198.19.255.255, benchmarking",
    "198.51.100.0, documentation",
    "198.51.100.255, documentation",
    "203.0.113.0, documentation",
    "203.0.113.255, documentation",
    "224.0.0.0, multicast",
    "239.255.255.255, multicast",
    "240.0.0.0, reserved",
    "255.255.255.255, reserved",
    "::, unspecified",
    "::1, loopback",
    "::2, global unicast",
    "::10.0.0.1, global unicast",
    "64:ff9b::10.0.0.1, private",
    "64:ff9b::7f00:1, loopback",
    "64:ff9b:1::1, translation",
    "64:ff9b:1:ffff:ffff:ffff:ffff:ffff, translation",
    "100::, discard",
    "100::ffff:ffff:ffff:ffff, discard",
    "2001::, protocol",
    "2001:0:ffff:ffff::1, protocol",
    "2001:1ff:ffff::1, protocol",
    "2001:db8::, documentation",
    "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, documentation",
    "2002:a00:1::, private",
    "2002:7f00:1::1, loopback",
    "2002:a9fe:a9fe::, link-local",
    "3fff::1, documentation",
    "3fff:fff:ffff::1, documentation",
    "4000::1, global unicast",
    "fc00::, private",
    "fd00:ec2::254, private",
    "fdff:ffff::1, private",
    "fe80::1, link-local",
    "febf::1, link-local",
    "fec0::1, site-local",
    "feff::1, site-local",
    "ff00::, multicast",
    "ff02::1, multicast",
    "ffff::1, multicast"
  })
  void refusesWhatIsNotTheOpenInternet(String address, String word) throws Exception {
    assertThat(strict.objection(url(address))).get().asString().contains(word);
    assertThat(strict.check(url(address), LIMIT)).isInstanceOf(Verdict.Refused.class);
    assertThat(naming(false, address).check("https://name.example/", LIMIT))
        .isInstanceOf(Verdict.Refused.class);
  }

  /// The neighbours of these ranges.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.0.3.0",
        "192.88.98.255",
        "192.88.100.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "198.51.99.255",
        "198.51.101.0",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255",
        "8.8.8.8",
        "2000::1",
        "2001:200::1",
        "2001:db7:ffff::1",
        "2001:db9::1",
        "2606:4700::1111",
        "3ffe:ffff::1",
        "3fff:1000::1",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1"
      })
  void allowsTheOpenInternet(String address) throws Exception {
    assertThat(strict.objection(url(address))).isEmpty();
    assertThat(strict.check(url(address), LIMIT))
        .isEqualTo(new Verdict.Allowed(List.of(InetAddress.ofLiteral(address))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0x7f.1",
        "017700000001",
        "0177.0.0.1",
        "127.0.0.01",
        "127.000.000.001",
        "127.0.0.256",
        "127.0.0.1.1",
        "1",
        "0",
        "0x",
        "example.0x7f",
        "example.1",
        "[::1",
        "::1]",
        "[::1]x",
        "[127.0.0.1]",
        "[]",
        "[",
        "[fe80::1%lo]",
        "[fe80::1%25eth0]",
        "[::ffff:127.0.0.1.1]",
        "[12345::]",
        "[::1]:x",
        "a:b:c"
      })
  void refusesOddFormsOfAddresses(String host) {
    assertThat(strict.objection("http://" + host + "/")).as(host).isPresent();
    assertThat(guard(true, "0.0.0.0/0", "::/0").objection("http://" + host + "/")).isPresent();
  }

  @Test
  void seesThroughOtherSpellingsOfAnAddress() {
    assertThat(strict.objection("http://127.0.0.1./")).get().asString().contains("loopback");
    assertThat(strict.objection("http://[::ffff:127.0.0.1]/")).get().asString().contains("127.0.0");
    assertThat(strict.objection("http://[::ffff:7f00:1]/")).get().asString().contains("loopback");
    assertThat(strict.objection("http://[0:0:0:0:0:0:0:1]/")).get().asString().contains("loopback");
    // Full-width digits and an ideographic full stop, which become 127.0.0.1.
    assertThat(strict.objection("http://\uff11\uff12\uff17.0\u30020.1/")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "//example.com",
        "https:example.com",
        "https:/example.com",
        "https://",
        "https:///x",
        "https://?x",
        "https://user@example.com/",
        "https://user:password@example.com/",
        "https://@example.com/",
        "https://example.com@127.0.0.1/",
        "https://example.com\\@127.0.0.1/",
        "https://exa mple.com/",
        " https://example.com/",
        "https://example.com/\r\nX: y",
        "https://example.com/a b",
        "https://example.com:0/",
        "https://example.com:65536/",
        "https://example.com:-1/",
        "https://example.com:99999999999/",
        "https://example.com:80:80/",
        "https://example.com:8o/",
        "https://exa%6dple.com/",
        "https://exa<mple.com/",
        "https://.example.com/",
        "https://example..com/",
        "https://example.com../",
        "https://-/\u0000",
        "https://\u2028/",
        "https://example.com/\u00a0\u2003"
      })
  void refusesWhatIsNoPlainUrl(String url) throws Exception {
    AddressGuard lenient = naming(true, "8.8.8.8");
    assertThat(lenient.objection(url)).as(url).isPresent();
    assertThat(lenient.check(url, LIMIT)).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void refusesLongUrlsAndNames() {
    assertThat(strict.objection("https://example.com/" + "x".repeat(9000))).isPresent();
    assertThat(strict.objection("https://" + "x".repeat(64) + ".com/")).isPresent();
    assertThat(strict.objection("https://" + "x.".repeat(130) + "com/")).isPresent();
  }

  @Test
  void neverQuotesTheUrl() {
    for (String url : List.of("https://u:hunter2@x/", "https://x/hunter2 ", "ftp://x/hunter2")) {
      assertThat(strict.objection(url)).get().asString().doesNotContain("hunter2");
    }
  }

  @Test
  void letsLoopbackPassOnlyWhileItMay() {
    AddressGuard sandboxed = guard(true);
    for (String url : List.of("http://127.0.0.1:9/", "http://127.8.8.8/", "http://[::1]:9/")) {
      assertThat(sandboxed.objection(url)).isEmpty();
      assertThat(strict.objection(url)).isPresent();
    }
    for (String address : List.of("0.0.0.0", "10.9.8.7", "169.254.169.254", "::", "fe80::1")) {
      assertThat(sandboxed.objection(url(address))).as(address).isPresent();
    }
  }

  @Test
  void letsListedRangesPass() {
    AddressGuard listed = guard(false, "10.1.0.0/16", "fd00::/8", "127.0.0.1");

    assertThat(listed.objection(url("10.1.255.255"))).isEmpty();
    assertThat(listed.objection(url("10.2.0.0"))).isPresent();
    assertThat(listed.objection(url("fd00::1"))).isEmpty();
    assertThat(listed.objection(url("fc00::1"))).isPresent();
    assertThat(listed.objection(url("127.0.0.1"))).isEmpty();
    assertThat(listed.objection(url("127.0.0.2"))).isPresent();
    assertThat(listed.objection(url("64:ff9b::10.1.2.3"))).isEmpty();
  }

  @Test
  void refusesThisMachinesOwnAddresses() throws Exception {
    List<InetAddress> own =
        NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList();

    assertThat(own).isNotEmpty();
    for (InetAddress address : own) {
      assertThat(strict.objection(WEB, address, AddressGuard.isOwn(address)))
          .as(address.toString())
          .isPresent();
      assertThat(guard(true).objection(WEB, address, AddressGuard.isOwn(address)))
          .as(address.toString())
          .isEmpty();
    }
    assertThat(strict.objection(WEB, InetAddress.ofLiteral("8.8.8.8"), true))
        .get()
        .asString()
        .contains("own");
  }

  @Test
  void oneBadAddressAmongGoodOnesIsEnough() throws Exception {
    assertThat(naming(false, "8.8.8.8", "10.0.0.1").check("https://x.example/", LIMIT))
        .isInstanceOf(Verdict.Refused.class);
    assertThat(naming(false, "8.8.8.8", "9.9.9.9").check("https://x.example/", LIMIT))
        .isInstanceOf(Verdict.Allowed.class);
    String[] many = new String[33];
    java.util.Arrays.fill(many, "8.8.8.8");
    assertThat(naming(false, many).check("https://x.example/", LIMIT))
        .isInstanceOf(Verdict.Refused.class);
    assertThat(naming(false).check("https://x.example/", LIMIT))
        .isInstanceOf(Verdict.Nameless.class);
  }

  @Test
  void asksNoNameForAFirstLook() {
    assertThat(strict.objection("https://name.example/")).isEmpty();
    assertThat(strict.objection("https://b\u00fccher.example:8443/")).isEmpty();
    assertThat(strict.objection("https://my_service.internal./x?y#z")).isEmpty();
  }

  @Test
  void connectsToTheCheckedAddressWhateverTheNameMeansLater() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Names rebinding =
        (_, _) ->
            List.of(InetAddress.ofLiteral(asked.incrementAndGet() == 1 ? "127.0.0.1" : "10.0.0.1"));
    AddressGuard guard = new AddressGuard(List.of(), () -> true, rebinding);
    try (FarEnd farEnd = FarEnd.answering(FarEnd.OK);
        GuardedClient client =
            new GuardedClient(guard, ClientLimits.standard(), SSLContext.getDefault())) {
      String url = "http://rebinding.example:" + farEnd.port() + "/";

      assertThat(client.exchange(Call.get(url, List.of(), LIMIT, 10)).toString()).contains("200");
      assertThat(asked).as("resolved once for check and connection").hasValue(1);
      assertThat(farEnd.requests().element()).contains("Host: rebinding.example:" + farEnd.port());
      assertThat(client.exchange(Call.get(url, List.of(), LIMIT, 10)).toString()).contains("200");
      assertThat(asked).as("a kept connection needs no name").hasValue(1);
    }
  }

  @Test
  void aNameThatTurnsInwardsIsRefusedBeforeAnyByteIsSent() throws Exception {
    try (FarEnd farEnd = FarEnd.answering(FarEnd.OK)) {
      AddressGuard guard = naming(false, "127.0.0.1");
      try (GuardedClient client =
          new GuardedClient(guard, ClientLimits.standard(), SSLContext.getDefault())) {
        String url = "http://inward.example:" + farEnd.port() + "/";
        Result result = client.exchange(Call.get(url, List.of(), LIMIT, 10));

        assertThat(((Result.Failed) result).kind()).isEqualTo(Result.Kind.REFUSED_BY_GUARD);
        assertThat(farEnd.connections()).isZero();
      }
    }
  }

  @Test
  void triesTheNextAddressWhenNobodyListensAtTheFirst() throws Exception {
    try (FarEnd farEnd = FarEnd.answering(FarEnd.OK)) {
      AddressGuard guard = naming(true, "127.0.0.2", "127.0.0.1");
      try (GuardedClient client =
          new GuardedClient(guard, ClientLimits.standard(), SSLContext.getDefault())) {
        String url = "http://two.example:" + farEnd.port() + "/";
        Result result = client.exchange(Call.get(url, List.of(), LIMIT, 10));

        assertThat(result.toString()).contains("200");
      }
    }
  }

  @Test
  void theSystemResolvesLocalhostAndSharesLookups() throws Exception {
    try (SystemNames names = new SystemNames()) {
      assertThat(names.resolve("localhost", LIMIT)).allMatch(InetAddress::isLoopbackAddress);
      assertThatThrownBy(() -> names.resolve("nothing.invalid", LIMIT))
          .isInstanceOf(IOException.class)
          .hasMessageNotContaining("nothing.invalid");
    }
  }

  @Test
  void rangesAreReadStrictly() {
    for (String text :
        List.of(
            "",
            "x",
            "10.0.0.0/33",
            "10.0.0.1/8",
            "10.0.0.0/",
            "10.0.0.0/a",
            "10/8",
            "::1/64",
            "10.0.0.0/-1",
            "fe80::%1/64",
            "010.0.0.0/8")) {
      assertThatThrownBy(() -> Cidr.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Cidr.parse("10.0.0.0/8"))
        .isEqualTo(Cidr.parse("10.0.0.0/8"))
        .hasToString("10.0.0.0/8");
    assertThat(Cidr.parse("0.0.0.0/0").contains(InetAddress.ofLiteral("8.8.8.8"))).isTrue();
    assertThat(Cidr.parse("0.0.0.0/0").contains(InetAddress.ofLiteral("::1"))).isFalse();
    assertThat(Cidr.parse("8.8.8.8").contains(InetAddress.ofLiteral("8.8.8.9"))).isFalse();
    assertThat(Cidr.parse("8.8.8.8/31").contains(InetAddress.ofLiteral("8.8.8.9"))).isTrue();
  }

  private static AddressGuard by(Rules rules, boolean loopback, String... addresses) {
    List<InetAddress> all = new ArrayList<>();
    for (String address : addresses) {
      all.add(InetAddress.ofLiteral(address));
    }
    return new AddressGuard(rules, () -> loopback, (_, _) -> all);
  }

  @ParameterizedTest
  @CsvSource({
    "22, false",
    "25, false",
    "80, true",
    "443, true",
    "5432, false",
    "6379, false",
    "8080, true",
    "8443, true",
    "6667, false",
    "65535, true"
  })
  void callsNoPortByWhichAnotherProtocolIsKnown(int port, boolean fit) throws Exception {
    Rules usual = Rules.allowing(List.of(Cidr.parse("10.0.0.0/8")));
    for (String address : List.of("8.8.8.8", "10.0.0.1")) {
      String url = "https://x.example:" + port + "/";

      assertThat(by(usual, false, address).check(url, LIMIT) instanceof Verdict.Allowed)
          .isEqualTo(fit);
      assertThat(by(usual, false).objection("http://" + address + ":" + port + "/").isEmpty())
          .isEqualTo(fit);
      assertThat(by(usual, false).objection(url).isEmpty()).isEqualTo(fit);
    }
    assertThat(by(usual, true, "127.0.0.1").check("http://x.example:" + port + "/", LIMIT))
        .isInstanceOf(Verdict.Allowed.class);
  }

  @Test
  void callsOnlyThePortsThatAreListed() {
    AddressGuard listed = by(new Rules(List.of(), List.of(), Set.of(443, 25), true), false);

    assertThat(listed.objection("https://8.8.8.8/")).isEmpty();
    assertThat(listed.objection("https://8.8.8.8:25/")).isEmpty();
    assertThat(listed.objection("https://8.8.8.8:8443/"))
        .contains("the port 8443 may not be called");
    assertThat(listed.objection("http://x.example/")).isPresent();
  }

  @Test
  void callsNothingThatIsNotEncryptedWhereTheSettingsSaySo() {
    Rules secure = new Rules(List.of(), List.of(), Set.of(), false);

    assertThat(by(secure, false).objection("http://8.8.8.8/")).contains("only https may be called");
    assertThat(by(secure, false).objection("https://8.8.8.8/")).isEmpty();
    assertThat(by(secure, true).objection("http://127.0.0.1:9/")).isEmpty();
  }

  @Test
  void whatIsDeniedIsNotCalledWhateverElseIsSaid() throws Exception {
    Rules denying =
        new Rules(
            List.of(Cidr.parse("10.0.0.0/8")),
            List.of(Cidr.parse("10.1.0.0/16"), Cidr.parse("8.8.8.0/24"), Cidr.parse("127.0.0.9")),
            Set.of(),
            true);

    assertThat(by(denying, false).objection("https://10.2.0.1/")).isEmpty();
    for (String host : List.of("10.1.0.1", "8.8.8.8", "127.0.0.9", "[64:ff9b::8.8.8.8]")) {
      assertThat(by(denying, true).objection("https://" + host + "/"))
          .get()
          .asString()
          .contains("denied");
    }
    assertThat(by(denying, false, "9.9.9.9", "8.8.8.8").check("https://x.example/", LIMIT))
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void otherRulesHoldFromTheMomentTheyAreAdopted() {
    AddressGuard guard = by(Rules.allowing(List.of()), false);
    assertThat(guard.objection("https://8.8.8.8/")).isEmpty();

    guard.adopt(new Rules(List.of(), List.of(Cidr.parse("8.0.0.0/8")), Set.of(), true));

    assertThat(guard.objection("https://8.8.8.8/")).isPresent();
  }
}
