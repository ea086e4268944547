package io.carillon.carriers.smpp;

import io.carillon.model.Message;
import io.carillon.model.Wording;
import io.carillon.wire.text.Layout;
import io.carillon.wire.text.LinkAlphabet;
import io.carillon.wire.text.LongForm;
import io.carillon.wire.text.Measure;
import io.carillon.wire.text.Segment;
import io.carillon.wire.text.Segmentation;
import io.carillon.wire.text.WantedEncoding;
import java.util.List;
import java.util.Set;

/// How texts are said to one message centre. What it answers for a message depends on the message
/// alone, so that a part sent again is the same octets.
final class Texts {
  private final Wording wording;
  private final Layout layout;

  Texts(Wording wording) {
    this.wording = wording;
    this.layout =
        new Layout(
            alphabet(wording.alphabet()),
            wording.national() ? Layout.everyLanguage() : Set.of(),
            longForm(wording.longForm()));
  }

  Wording wording() {
    return wording;
  }

  /// What data_coding 0 means there.
  LinkAlphabet alphabet() {
    return layout.alphabet();
  }

  LongForm longForm() {
    return layout.longForm();
  }

  /// How the text of a message is measured here. It was accepted for this carrier or for one that
  /// takes texts otherwise: what cannot be said in septets here goes as UCS-2 then.
  ///
  /// @throws IllegalArgumentException where a short message cannot say it
  Measure.Fits measure(Message message) {
    var text = message.content().words();
    var measure =
        switch (message.bill().encoding()) {
          case GSM7 -> septets(text);
          case UCS2 -> Segmentation.measure(text, WantedEncoding.UCS2, layout);
          case LATIN1 -> Segmentation.measure(text, WantedEncoding.LATIN1, layout);
          case NONE -> throw new IllegalArgumentException("not the text of a short message");
        };
    if (measure instanceof Measure.Fits fits) {
      return fits;
    }
    throw new IllegalArgumentException("no text that the centre could take");
  }

  private Measure septets(String text) {
    var measure = Segmentation.measure(text, WantedEncoding.GSM7, layout);
    return measure instanceof Measure.Misfit
        ? Segmentation.measure(text, WantedEncoding.UCS2, layout)
        : measure;
  }

  /// How many submit_sm carry a message.
  ///
  /// @throws IllegalArgumentException where a short message cannot say it
  int parts(Message message) {
    return layout.parts(measure(message).segments());
  }

  /// What each of these carries.
  List<Segment> segments(Message message, Measure.Fits fits) {
    return Segmentation.segments(message.content().words(), fits, layout, chance(message));
  }

  /// The reference that stands in the parts of a message: bits of chance of its id.
  int reference(Message message) {
    return layout.longForm().reference(chance(message));
  }

  private static int chance(Message message) {
    return (int) message.id().value().low();
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
