package io.carillon.wire.smpp;

/// The fields from esm_class to sm_default_msg_id that submit_sm, submit_multi and deliver_sm share
/// (SMPP 3.4 §4.4.1). Immutable, so one value can serve many PDUs.
///
/// @param schedule schedule_delivery_time; empty = at once (see `SmppTime`)
/// @param validity validity_period; empty = the centre's own
public record Handling(
    int esmClass,
    int protocolId,
    int priority,
    String schedule,
    String validity,
    int registeredDelivery,
    int replaceIfPresent,
    int dataCoding,
    int defaultMessageId) {
  /// All fields zero or empty.
  public static final Handling PLAIN = new Handling(0, 0, 0, "", "", 0, 0, 0, 0);

  public Handling withEsmClass(int value) {
    return new Handling(
        value,
        protocolId,
        priority,
        schedule,
        validity,
        registeredDelivery,
        replaceIfPresent,
        dataCoding,
        defaultMessageId);
  }

  public Handling withPriority(int value) {
    return new Handling(
        esmClass,
        protocolId,
        value,
        schedule,
        validity,
        registeredDelivery,
        replaceIfPresent,
        dataCoding,
        defaultMessageId);
  }

  public Handling withValidity(String value) {
    return new Handling(
        esmClass,
        protocolId,
        priority,
        schedule,
        value,
        registeredDelivery,
        replaceIfPresent,
        dataCoding,
        defaultMessageId);
  }

  public Handling withRegisteredDelivery(int value) {
    return new Handling(
        esmClass,
        protocolId,
        priority,
        schedule,
        validity,
        value,
        replaceIfPresent,
        dataCoding,
        defaultMessageId);
  }

  public Handling withDataCoding(int value) {
    return new Handling(
        esmClass,
        protocolId,
        priority,
        schedule,
        validity,
        registeredDelivery,
        replaceIfPresent,
        value,
        defaultMessageId);
  }
}
