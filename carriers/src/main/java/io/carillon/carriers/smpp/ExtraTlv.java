package io.carillon.carriers.smpp;

import io.carillon.wire.text.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// A TLV that each submit_sm to a carrier has beside those of the standard: a campaign's id, a
/// template's id, whatever the carrier wants.
///
/// @param tag 0x0001–0xFFFF
public record ExtraTlv(int tag, Form form, Value value) {
  private static final int TAG_MAX = 0xFFFF;
  private static final int OCTETS_MAX = 255;

  public ExtraTlv {
    SmppSettings.check(tag >= 1 && tag <= TAG_MAX, "TLV: a tag is 0x0001 to 0xFFFF");
    if (value instanceof Value.Fixed(var text)) {
      form.octets(text);
    }
  }

  /// How the value is written.
  public enum Form {
    /// Its characters in Latin-1.
    TEXT,
    /// The same and a final NUL.
    C_STRING,
    /// The octets that its hexadecimal digits name.
    HEX;

    /// At most 255 octets.
    ///
    /// @throws IllegalArgumentException where `text` cannot be written so; it is not quoted
    Octets octets(String text) {
      var octets =
          switch (this) {
            case TEXT -> latin1(text);
            case C_STRING -> Octets.of(Arrays.copyOf(latin1(text).toBytes(), text.length() + 1));
            case HEX -> hex(text);
          };
      SmppSettings.check(octets.size() <= OCTETS_MAX, "TLV: at most 255 octets");
      return octets;
    }

    private static Octets latin1(String text) {
      SmppSettings.check(
          text.chars().allMatch(c -> c > 0 && c <= 0xFF), "TLV: characters of Latin-1");
      return Octets.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Octets hex(String text) {
      boolean isHex = text.length() % 2 == 0 && text.chars().allMatch(HexFormat::isHexDigit);
      SmppSettings.check(isHex, "TLV: hexadecimal digits, two an octet");
      return Octets.of(HexFormat.of().parseHex(text));
    }
  }

  /// What it says.
  public sealed interface Value {
    /// The same with each message.
    record Fixed(String text) implements Value {}

    /// What this tag of the message holds; a message without it has no such TLV.
    record FromTag(String name) implements Value {}
  }
}
