package io.carillon.carriers.smpp;

import io.carillon.model.Content;
import io.carillon.model.Message;
import io.carillon.model.Wording;
import io.carillon.wire.text.Binaries;
import io.carillon.wire.text.DataCoding;
import io.carillon.wire.text.Layout;
import io.carillon.wire.text.LinkAlphabet;
import io.carillon.wire.text.LongForm;
import io.carillon.wire.text.Measure;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Segment;
import io.carillon.wire.text.Segmentation;
import io.carillon.wire.text.Udh;
import io.carillon.wire.text.WantedEncoding;
import java.util.List;
import java.util.Set;

/// How texts, and octets that are none, are said to one message centre. What it answers for a
/// message depends on the message alone, so that a part sent again is the same octets.
///
/// What a wording is in the words of `wire.text` stands here and, for counting, in the engine's
/// `accept.Layouts`: neither module may import the other, and of those that both import `model`
/// knows no `wire` and `wire` no `model`. Who changes one changes the other.
final class Texts {
  private final Wording wording;
  private final Layout layout;

  /// For messages of a class, which name their alphabet themselves.
  private final Layout flash;

  Texts(Wording wording) {
    this.wording = wording;
    this.layout =
        new Layout(
            alphabet(wording.alphabet()),
            wording.national() ? Layout.everyLanguage() : Set.of(),
            longForm(wording.longForm()));
    this.flash = layout.classed();
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

  /// A message as it is said.
  ///
  /// @param isPayload whether its one segment goes in message_payload
  record Said(List<Segment> segments, int dataCoding, boolean isPayload) {
    static final Said NOTHING = new Said(List.of(), 0, false);
  }

  /// How many submit_sm carry a message.
  ///
  /// @throws IllegalArgumentException where a short message cannot say it
  int parts(Message message) {
    return layout.parts(
        message.content() instanceof Content.Binary binary
            ? Binaries.segments(binary.data().size(), binary.ports().isPresent(), layout)
            : measure(message, layoutOf(message)).segments());
  }

  /// What these carry.
  ///
  /// @throws IllegalArgumentException where a short message cannot say it
  Said said(Message message) {
    if (message.content() instanceof Content.Binary binary) {
      return said(message, binary);
    }
    var own = layoutOf(message);
    var fits = measure(message, own);
    return new Said(
        Segmentation.segments(message.content().words(), fits, own, chance(message)),
        isFlash(message)
            ? DataCoding.flash(fits.encoding()).orElseThrow(Texts::no)
            : fits.encoding().dataCoding(),
        own.longForm() == LongForm.PAYLOAD && fits.segments() > 1);
  }

  private Layout layoutOf(Message message) {
    return isFlash(message) ? flash : layout;
  }

  private static boolean isFlash(Message message) {
    return message.content() instanceof Content.Flash;
  }

  private Said said(Message message, Content.Binary binary) {
    var data = Octets.owning(binary.data().octets());
    var ports = binary.ports().map(to -> new Udh.Ports(to.destination(), to.source()));
    int segments = Binaries.segments(data.size(), ports.isPresent(), layout);
    return new Said(
        Binaries.cut(data, ports, layout, chance(message)),
        DataCoding.BINARY,
        layout.longForm() == LongForm.PAYLOAD && segments > 1);
  }

  /// How a text is measured here. It was accepted for this carrier or for one that takes texts
  /// otherwise: what cannot be said in septets here goes as UCS-2 then.
  private static Measure.Fits measure(Message message, Layout layout) {
    var text = message.content().words();
    var measure =
        switch (message.bill().encoding()) {
          case GSM7 -> septets(text, layout);
          case UCS2 -> Segmentation.measure(text, WantedEncoding.UCS2, layout);
          case LATIN1 -> Segmentation.measure(text, WantedEncoding.LATIN1, layout);
          case NONE -> throw no();
        };
    if (measure instanceof Measure.Fits fits) {
      return fits;
    }
    throw no();
  }

  private static IllegalArgumentException no() {
    return new IllegalArgumentException("not what a short message can say");
  }

  private static Measure septets(String text, Layout layout) {
    var measure = Segmentation.measure(text, WantedEncoding.GSM7, layout);
    return measure instanceof Measure.Misfit
        ? Segmentation.measure(text, WantedEncoding.UCS2, layout)
        : measure;
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
