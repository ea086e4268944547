package io.carillon.wire.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class HmacTest {
  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void agreesWithTheVectorsOfRfc4231() {
    Hmac one = Hmac.sha256(HexFormat.of().parseHex("0b".repeat(20)));
    Hmac two = Hmac.sha256(bytes("Jefe"));
    Hmac long512 = Hmac.sha512(bytes("Jefe"));

    assertThat(one.hex(bytes("Hi There")))
        .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    assertThat(two.hex(bytes("what do ya want "), bytes("for nothing?")))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assertThat(long512.hex(bytes("what do ya want for nothing?")))
        .startsWith("164b7a7bfcf819e2e395");
  }

  @Test
  void agreesWithTheVectorOfRfc2202ForSha1() {
    assertThat(Hmac.sha1(bytes("Jefe")).hex(bytes("what do ya want for nothing?")))
        .isEqualTo("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  }

  @Test
  void agreesWithWhatProvidersSend() {
    assertThat(Hmac.sha256(bytes("appsecret")).hex(bytes("{\"object\":\"page\",\"entry\":[]}")))
        .isEqualTo("0e9e0080a310f376450c46d999aa4d49ed772bfe43c13205f38a3a6e6611ed2b");
    assertThat(
            Hmac.sha256(bytes("channelsecret"))
                .base64(bytes("{\"destination\":\"U1\",\"events\":[]}")))
        .isEqualTo("yt62KvDkOj4JYxomMeFi7W1CdW+sMCn21saWWDRjye4=");
  }

  @Test
  void serves32ThreadsAtOnce() throws InterruptedException {
    Hmac hmac = Hmac.sha256(bytes("key"));
    String expected = hmac.hex(bytes("body"));
    Set<String> seen = ConcurrentHashMap.newKeySet();
    Thread[] threads = new Thread[32];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.startVirtualThread(() -> {
            for (int n = 0; n < 500; n++) {
              seen.add(hmac.hex(bytes("bo"), bytes("dy")));
            }
          });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(seen).containsExactly(expected);
  }

  @Test
  void comparesByContent() {
    assertThat(Hmac.same("abc", "abc")).isTrue();
    assertThat(Hmac.same("abc", "abd")).isFalse();
    assertThat(Hmac.same("abc", "ab")).isFalse();
    assertThat(Hmac.same(new byte[] {1, 2}, new byte[] {1, 2})).isTrue();
    assertThat(Hmac.same(new byte[] {1, 2}, new byte[0])).isFalse();
  }

  @Test
  void refusesAnEmptyKey() {
    assertThatThrownBy(() -> Hmac.sha256(new byte[0])).isInstanceOf(IllegalArgumentException.class);
  }
}
