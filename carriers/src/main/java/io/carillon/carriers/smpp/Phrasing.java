package io.carillon.carriers.smpp;

import io.carillon.carriers.smpp.SmppSettings.Numbering;
import io.carillon.model.Address;
import io.carillon.model.Message;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlv;
import io.carillon.wire.smpp.Tlvs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What of a submit_sm is said in the carrier's own way: addresses and TLVs. Immutable.
final class Phrasing {
  private final SmppSettings.Addressing addressing;
  private final Tlvs fixed;
  private final List<ExtraTlv> tagged;

  Phrasing(SmppSettings.Forms forms) {
    addressing = forms.addressing();
    var same = new ArrayList<Tlv>();
    var varying = new ArrayList<ExtraTlv>();
    for (var tlv : forms.tlvs()) {
      switch (tlv.value()) {
        case ExtraTlv.Value.Fixed(var text) ->
            same.add(new Tlv(tlv.tag(), tlv.form().octets(text)));
        case ExtraTlv.Value.FromTag _ -> varying.add(tlv);
      }
    }
    fixed = Tlvs.of(same);
    tagged = List.copyOf(varying);
  }

  /// A label of the message does not fit the TLV that it is to fill: the caller's mistake.
  static final class LabelUnfit extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    LabelUnfit(int tag, String label, IllegalArgumentException cause) {
      super("the tag '%s' does not fit the TLV 0x%04x".formatted(label, tag), cause);
    }
  }

  /// @throws IllegalArgumentException where a short message cannot have such an address
  SmppAddress source(Address address) {
    return numbered(addressing.sources(), address);
  }

  /// @throws IllegalArgumentException where a short message cannot have such an address
  SmppAddress destination(Address address) {
    return numbered(addressing.destinations(), address);
  }

  private static SmppAddress numbered(Map<Address.Kind, Numbering> own, Address address) {
    var usual = SmppMapping.address(address);
    var numbering = own.get(address.kind());
    return numbering == null
        ? usual
        : new SmppAddress(numbering.ton(), numbering.npi(), usual.value());
  }

  /// Our reference to a part, then what the carrier wants to be told beside it.
  ///
  /// @throws LabelUnfit where a label of the message cannot be said
  Tlvs tlvs(Message message, int reference) {
    var tlvs = fixed.withShort(Tag.USER_MESSAGE_REFERENCE, reference);
    for (var tlv : tagged) {
      if (tlv.value() instanceof ExtraTlv.Value.FromTag(var name)) {
        var text = message.origin().tags().get(name);
        tlvs = text == null ? tlvs : with(tlvs, tlv, name, text);
      }
    }
    return tlvs;
  }

  private static Tlvs with(Tlvs tlvs, ExtraTlv tlv, String name, String text) {
    try {
      return tlvs.with(tlv.tag(), tlv.form().octets(text));
    } catch (IllegalArgumentException e) {
      throw new LabelUnfit(tlv.tag(), name, e);
    }
  }
}
