package io.carillon.engine.accept;

import io.carillon.model.Wording;
import io.carillon.wire.text.Layout;
import io.carillon.wire.text.LinkAlphabet;
import io.carillon.wire.text.LongForm;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// How texts are measured for a carrier that takes them in its way: its wording in the words of
/// `wire.text`. There are few wordings, so each layout is made once.
///
/// Its twin is the carriers' `smpp.Texts`, which says by the same layout what is counted here:
/// neither module may import the other, and of those that both import `model` knows no `wire` and
/// `wire` no `model`. Who changes one changes the other.
final class Layouts {
  private static final Map<Wording, Layout> MADE = new ConcurrentHashMap<>();

  private Layouts() {}

  static Layout of(Wording wording) {
    return wording.equals(Wording.USUAL)
        ? Layout.USUAL
        : MADE.computeIfAbsent(wording, Layouts::made);
  }

  private static Layout made(Wording wording) {
    return new Layout(
        alphabet(wording.alphabet()),
        wording.national() ? Layout.everyLanguage() : Set.of(),
        longForm(wording.longForm()));
  }

  private static LinkAlphabet alphabet(Wording.Alphabet alphabet) { // table
    return switch (alphabet) {
      case GSM7 -> LinkAlphabet.GSM7;
      case LATIN1 -> LinkAlphabet.LATIN1;
      case PACKED_GSM7 -> LinkAlphabet.PACKED_GSM7;
    };
  }

  private static LongForm longForm(Wording.LongForm longForm) { // table
    return switch (longForm) {
      case UDH8 -> LongForm.UDH8;
      case UDH16 -> LongForm.UDH16;
      case SAR -> LongForm.SAR;
      case PAYLOAD -> LongForm.PAYLOAD;
    };
  }
}
