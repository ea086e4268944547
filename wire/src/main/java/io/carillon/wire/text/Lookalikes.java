package io.carillon.wire.text;

import io.carillon.wire.text.Transliteration.Depth;
import java.text.Normalizer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What may stand in the place of a character that GSM 03.38 lacks. Rows are tables; what Unicode
/// itself says to be a form of something else (full-width forms, ligatures, letters with accents)
/// is asked of `Normalizer`.
final class Lookalikes {
  private static final int DEPTH_MAX = 4;

  private Lookalikes() {}

  /// The replacement of one character with its combining marks; empty where there is none.
  static Optional<String> of(String cluster, Depth depth) {
    return of(cluster, depth, 0);
  }

  private static Optional<String> of(String cluster, Depth depth, int nested) {
    var composed = Normalizer.normalize(cluster, Normalizer.Form.NFC);
    if (Gsm.fits(composed)) {
      return Optional.of(composed);
    }
    if (nested == DEPTH_MAX) {
      return Optional.empty();
    }
    int first = composed.codePointAt(0);
    boolean single = composed.length() == Character.charCount(first);
    if (single) {
      var row = depth == Depth.READABLE ? looks(first).or(() -> reads(first)) : looks(first);
      if (row.isPresent()) {
        return row;
      }
    }
    if (single && isForm(first)) {
      return each(Normalizer.normalize(composed, Normalizer.Form.NFKC), composed, depth, nested);
    }
    if (single && depth == Depth.LOOKALIKES) {
      return Optional.empty();
    }
    return bare(composed, depth, nested);
  }

  /// All characters of a longer form.
  private static Optional<String> each(String form, String of, Depth depth, int nested) {
    if (form.equals(of)) {
      return Optional.empty();
    }
    var all = new StringBuilder();
    for (int i = 0; i < form.length(); ) {
      var one = Character.toString(form.codePointAt(i));
      var by = of(one, depth, nested + 1);
      if (by.isEmpty()) {
        return by;
      }
      all.append(by.get());
      i += one.length();
    }
    return Optional.of(all.toString());
  }

  /// The letter without its marks, of which a variation selector is none that shows.
  private static Optional<String> bare(String composed, Depth depth, int nested) {
    var apart = Normalizer.normalize(composed, Normalizer.Form.NFD);
    var letter = Character.toString(apart.codePointAt(0));
    boolean shows =
        apart
            .substring(letter.length())
            .chars()
            .anyMatch(mark -> mark != '\uFE0E' && mark != '\uFE0F');
    boolean same = letter.equals(composed);
    return same || (shows && depth == Depth.LOOKALIKES)
        ? Optional.empty()
        : of(letter, depth, nested + 1);
  }

  /// Characters that Unicode keeps for their shape alone.
  private static boolean isForm(int codePoint) { // table
    return within(codePoint, 0xFF01, 0xFFEE) // full-width forms
        || within(codePoint, 0xFE30, 0xFE6B) // vertical and small forms
        || within(codePoint, 0xFB00, 0xFB06) // ligatures
        || within(codePoint, 0x1D400, 0x1D7FF) // letters of formulae
        || within(codePoint, 0x2150, 0x217F) // fractions, Roman numerals
        || within(codePoint, 0xBC, 0xBE) // fractions
        || within(codePoint, 0x132, 0x133) // digraphs
        || within(codePoint, 0x1C4, 0x1CC)
        || within(codePoint, 0x1F1, 0x1F3)
        || within(codePoint, 0x2024, 0x2026) // leaders
        || within(codePoint, 0x2047, 0x2049) // pairs of marks
        || codePoint == 0x203C
        || within(codePoint, 0x2126, 0x212B); // Ohm, kelvin, angstrom
  }

  private static boolean within(int codePoint, int first, int last) {
    return codePoint >= first && codePoint <= last;
  }

  /// What looks alike.
  private static Optional<String> looks(int codePoint) { // table
    return Optional.ofNullable(
        switch (codePoint) {
          case '«', '»', '“', '”', '„', '‟', '″', '‶', '〝', '〞', '❝', '❞', 'ʺ', 'ˮ' -> "\"";
          case '‘', '’', '‚', '‛', '′', '‵', 'ʹ', 'ʻ', 'ʼ', 'ʽ', 'ˈ' -> "'";
          case 'ˊ', 'ˋ', '´', '`', '❛', '❜', '\uFF40' -> "'";
          case '‐', '‑', '‒', '–', '—', '―', '−', '⁃', '˗', '⎼', '⎽' -> "-";
          case '‹', '〈', '⟨', '❬', '❮' -> "<";
          case '›', '〉', '⟩', '❭', '❯' -> ">";
          case '⁄', '∕', '⧸', '÷' -> "/";
          case '∖', '⧵', '⧹' -> "\\";
          case '∗', '⁎', '•', '·', '∙', '✱', '✲', '✳', '❋', '⊛' -> "*";
          case '‖' -> "||";
          case '¦', '∣', 'ǀ', '⎸', '⎹', '⏐' -> "|";
          case '˜', '∼', '˷' -> "~";
          case 'ˆ' -> "^";
          case '‗' -> "_";
          case 'ǃ' -> "!";
          case '､', '、' -> ",";
          case '。', '｡' -> ".";
          case '∶', 'ː', '˸', '꞉' -> ":";
          case '⁏' -> ";";
          case '꞊' -> "=";
          case '˖' -> "+";
          case '٪' -> "%";
          case '❨', '❪', '⦅', '⟮' -> "(";
          case '❩', '❫', '⦆', '⟯' -> ")";
          case '❴' -> "{";
          case '❵' -> "}";
          case '\u00A0', '\u1680', '\u2000', '\u2001', '\u2002', '\u2003', '\u2004' -> " ";
          case '\u2005', '\u2006', '\u2007', '\u2008', '\u2009', '\u200A', '\u202F' -> " ";
          case '\u205F', '\u3000', '\t' -> " ";
          case '\u2028', '\u2029', '\u0085', '\u000B' -> "\n";
          case '\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF' -> "";
          case '\u200E', '\u200F', '\u202A', '\u202C', '\u2066', '\u2068', '\u2069' -> "";
          case '\u0000', '\uFE0E', '\uFE0F' -> "";
          default -> shape(codePoint);
        });
  }

  /// Letters of other scripts, and small capitals, with a Latin shape.
  private static @Nullable String shape(int codePoint) { // table
    return switch (codePoint) {
      case 'Α', 'А', 'ᴀ' -> "A";
      case 'Β', 'В', 'ʙ' -> "B";
      case 'С', 'ᴄ' -> "C";
      case 'ᴅ' -> "D";
      case 'Ε', 'Е', 'ᴇ' -> "E";
      case 'ꜰ' -> "F";
      case 'ɢ' -> "G";
      case 'Η', 'Н', 'ʜ' -> "H";
      case 'Ι', 'І', 'ɪ' -> "I";
      case 'Ј', 'ᴊ' -> "J";
      case 'Κ', 'К', 'ᴋ' -> "K";
      case 'ʟ' -> "L";
      case 'Μ', 'М', 'ᴍ' -> "M";
      case 'Ν', 'ɴ' -> "N";
      case 'Ο', 'О', 'ᴏ' -> "O";
      case 'Ρ', 'Р', 'ᴘ' -> "P";
      case 'ʀ' -> "R";
      case 'Ѕ', 'ꜱ' -> "S";
      case 'Τ', 'Т', 'ᴛ' -> "T";
      case 'ᴜ' -> "U";
      case 'ᴠ' -> "V";
      case 'ᴡ' -> "W";
      case 'Χ', 'Х' -> "X";
      case 'Υ', 'ʏ' -> "Y";
      case 'Ζ', 'ᴢ' -> "Z";
      case 'а' -> "a";
      case 'с' -> "c";
      case 'е' -> "e";
      case 'і' -> "i";
      case 'ј' -> "j";
      case 'о', 'ο' -> "o";
      case 'р' -> "p";
      case 'ѕ' -> "s";
      case 'х' -> "x";
      case 'у' -> "y";
      default -> null;
    };
  }

  /// What reads alike and has no other form in Unicode.
  private static Optional<String> reads(int codePoint) { // table
    return Optional.ofNullable(
        switch (codePoint) {
          case 'ı' -> "i";
          case 'ł' -> "l";
          case 'Ł' -> "L";
          case 'đ', 'ð' -> "d";
          case 'Đ', 'Ð' -> "D";
          case 'ħ' -> "h";
          case 'Ħ' -> "H";
          case 'ŧ' -> "t";
          case 'Ŧ' -> "T";
          case 'þ' -> "th";
          case 'Þ' -> "Th";
          case 'œ' -> "oe";
          case 'Œ' -> "OE";
          case 'ẞ' -> "SS";
          case 'ə', 'Ə' -> codePoint == 'ə' ? "e" : "E";
          case 'ŋ' -> "n";
          case 'Ŋ' -> "N";
          case 'ſ' -> "s";
          case 'ƒ' -> "f";
          case 'µ', 'μ' -> "u";
          case 'ª' -> "a";
          case 'º' -> "o";
          case '²' -> "2";
          case '³' -> "3";
          case '¹' -> "1";
          case '×', '✕', '✖' -> "x";
          case '±' -> "+/-";
          case '≤' -> "<=";
          case '≥' -> ">=";
          case '≠' -> "<>";
          case '≈' -> "~";
          case '←' -> "<-";
          case '→' -> "->";
          case '©' -> "(c)";
          case '®' -> "(R)";
          case '™' -> "TM";
          case '℠' -> "SM";
          case '№' -> "No.";
          case '¢' -> "c";
          case '℅' -> "c/o";
          case '†', '‡' -> "+";
          default -> null;
        });
  }
}
