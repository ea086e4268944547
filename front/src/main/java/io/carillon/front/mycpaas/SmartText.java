package io.carillon.front.mycpaas;

import io.carillon.wire.text.Gsm;

/// `SmartEncoded`: puts characters of the GSM alphabet in the place of those that only look like
/// them, such as the quotes and dashes of word processors.
///
/// A text that has other characters outside the alphabet, too, stays as it is: it goes as UCS-2
/// anyway.
final class SmartText {
  private SmartText() {}

  /// The text with its look-alikes replaced, where that makes it fit the GSM alphabet.
  static String of(String text) {
    if (Gsm.fits(text)) {
      return text;
    }
    var plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      plain.append(plain(text.charAt(i)));
    }
    return Gsm.fits(plain.toString()) ? plain.toString() : text;
  }

  private static String plain(char c) { // table
    return switch (c) {
      case '«', '»', '“', '”', '„', '‟', '″', '‶', '〝', '〞', '＂', '❝', '❞', 'ˮ' -> "\"";
      case '‘', '’', '‚', '‛', '′', '‵', 'ʹ', 'ʻ', 'ʼ', 'ʽ', 'ˈ', '´', '`', '＇', '❛', '❜' -> "'";
      case '‐', '‑', '‒', '–', '—', '―', '−', '⁃', '˗', '﹣', '－' -> "-";
      case '…' -> "...";
      case '‥' -> "..";
      case '․', '．' -> ".";
      case '‹', '〈', '＜' -> "<";
      case '›', '〉', '＞' -> ">";
      case '⁄', '∕', '／', '÷' -> "/";
      case '∗', '⁎', '＊', '•', '·', '∙' -> "*";
      case '‖' -> "||";
      case '¦', '｜', '∣', 'ǀ' -> "|";
      case '˜', '∼', '～' -> "~";
      case 'ˆ', '＾' -> "^";
      case '‗', '＿' -> "_";
      case '‼' -> "!!";
      case '！', 'ǃ' -> "!";
      case '？' -> "?";
      case '，', '､' -> ",";
      case '：', '∶' -> ":";
      case '；' -> ";";
      case '％', '٪' -> "%";
      case '（' -> "(";
      case '）' -> ")";
      case '＆' -> "&";
      case '＃' -> "#";
      case '＋' -> "+";
      case '＝' -> "=";
      case '＠' -> "@";
      case '\u00A0', '\u1680', '\u2000', '\u2001', '\u2002', '\u2003', '\u2004', '\u2005' -> " ";
      case '\u2006', '\u2007', '\u2008', '\u2009', '\u200A', '\u202F', '\u205F', '\u3000' -> " ";
      case '\t' -> " ";
      case '\u2028', '\u2029', '\u0085' -> "\n";
      case '\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF' -> "";
      default -> String.valueOf(c);
    };
  }
}
