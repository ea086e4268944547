package io.carillon.app;

import io.carillon.app.settings.CarrierSettings;
import io.carillon.app.settings.CarrierSettings.TlvForm;
import io.carillon.app.settings.CarrierSettings.TlvValue;
import io.carillon.app.settings.TlsFiles;
import io.carillon.carriers.smpp.ExtraTlv;
import io.carillon.carriers.smpp.SmppCarrier;
import io.carillon.carriers.smpp.SmppSettings;
import io.carillon.carriers.smpp.SmppSettings.Addressing;
import io.carillon.carriers.smpp.SmppSettings.Forms;
import io.carillon.carriers.smpp.SmppSettings.IdMode;
import io.carillon.carriers.smpp.SmppSettings.Mode;
import io.carillon.carriers.smpp.SmppSettings.Numbering;
import io.carillon.carriers.smpp.SmppSettings.ReceiptForms;
import io.carillon.model.Address;
import io.carillon.model.port.Meters;
import io.carillon.wire.smpp.Transport;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/// Makes SMPP carriers of what the settings say.
final class SmppLinks {
  private SmppLinks() {}

  /// Not connected yet.
  static SmppCarrier carrier(CarrierSettings settings, Meters meters) {
    return new SmppCarrier(smpp(settings), settings.forms().texts(), meters);
  }

  private static SmppSettings smpp(CarrierSettings settings) {
    var link = settings.link();
    var login = link.login();
    var pace = link.pace();
    var endpoint = link.endpoint();
    return new SmppSettings(
        settings.name(),
        new SmppSettings.Endpoint(endpoint.host(), endpoint.port(), transport(link)),
        new SmppSettings.Login(login.systemId(), login.password(), login.systemType()),
        new SmppSettings.Binding(
            mode(link.binding()), pace.binds(), link.outbind().map(SmppLinks::outbind)),
        new SmppSettings.Pace(pace.window(), pace.enquireLink(), pace.responseTimeout()),
        forms(settings.forms()));
  }

  private static Transport transport(CarrierSettings.Link link) {
    return link.tls()
        .<Transport>map(tls -> {
          var name = tls.serverName().isEmpty() ? link.endpoint().host() : tls.serverName();
          return new Transport.Tls(TlsFiles.context(tls.files()).getSocketFactory(), name, true);
        })
        .orElseGet(Transport::plain);
  }

  private static SmppSettings.Outbind outbind(CarrierSettings.Outbind outbind) {
    return new SmppSettings.Outbind(
        new InetSocketAddress(outbind.host(), outbind.port()),
        outbind.systemId(),
        outbind.password());
  }

  private static Mode mode(CarrierSettings.Binding binding) { // table
    return switch (binding) {
      case TRANSCEIVER -> Mode.TRANSCEIVER;
      case TRANSMITTER_AND_RECEIVER -> Mode.TRANSMITTER_AND_RECEIVER;
    };
  }

  private static Forms forms(CarrierSettings.Forms forms) {
    return new Forms(
        new Addressing(numbering(forms.sources()), numbering(forms.destinations())),
        forms.tlvs().stream().map(SmppLinks::tlv).toList(),
        new ReceiptForms(ids(forms.receiptIds()), forms.networkTag()),
        forms.errors(),
        Forms.USUAL.orders(),
        forms.submitBy());
  }

  private static Map<Address.Kind, Numbering> numbering(
      Map<Address.Kind, CarrierSettings.Numbering> kinds) {
    var own = new HashMap<Address.Kind, Numbering>();
    kinds.forEach((kind, types) -> own.put(kind, new Numbering(types.ton(), types.npi())));
    return own;
  }

  private static IdMode ids(CarrierSettings.ReceiptIds ids) { // table
    return switch (ids) {
      case AS_IS -> IdMode.AS_IS;
      case HEX_DEC -> IdMode.HEX_DEC;
      case DEC_HEX -> IdMode.DEC_HEX;
      case AUTO -> IdMode.AUTO;
    };
  }

  private static ExtraTlv tlv(CarrierSettings.Tlv tlv) {
    ExtraTlv.Value value =
        switch (tlv.value()) {
          case TlvValue.Fixed(var text) -> new ExtraTlv.Value.Fixed(text);
          case TlvValue.FromTag(var tag) -> new ExtraTlv.Value.FromTag(tag);
        };
    return new ExtraTlv(tlv.tag(), form(tlv.form()), value);
  }

  private static ExtraTlv.Form form(TlvForm form) { // table
    return switch (form) {
      case TEXT -> ExtraTlv.Form.TEXT;
      case C_STRING -> ExtraTlv.Form.C_STRING;
      case HEX -> ExtraTlv.Form.HEX;
    };
  }
}
