package io.carillon.wire.smpp;

/// The C-octet string fields: their name, their largest size with the NUL counted, and the
/// command_status for a value that is too long (SMPP 3.4 §4, §5.2).
enum Field {
  SYSTEM_ID("system_id", 16, CommandStatus.RINVSYSID),
  PASSWORD("password", 9, CommandStatus.RINVPASWD),
  SYSTEM_TYPE("system_type", 13, CommandStatus.RINVSYSTYP),
  ADDRESS_RANGE("address_range", 41, CommandStatus.RINVCMDLEN),
  SERVICE_TYPE("service_type", 6, CommandStatus.RINVSERTYP),
  SOURCE_ADDRESS("source_addr", 21, CommandStatus.RINVSRCADR),
  DESTINATION_ADDRESS("destination_addr", 21, CommandStatus.RINVDSTADR),
  /// alert_notification and data_sm allow 65 octets (§4.7.1, §4.12.1).
  LONG_SOURCE_ADDRESS("source_addr", 65, CommandStatus.RINVSRCADR),
  LONG_DESTINATION_ADDRESS("destination_addr", 65, CommandStatus.RINVDSTADR),
  SCHEDULE("schedule_delivery_time", 17, CommandStatus.RINVSCHED),
  VALIDITY("validity_period", 17, CommandStatus.RINVEXPIRY),
  FINAL_DATE("final_date", 17, CommandStatus.RINVCMDLEN),
  MESSAGE_ID("message_id", 65, CommandStatus.RINVMSGID),
  LIST_NAME("dl_name", 21, CommandStatus.RINVDLNAME);

  private final String standardName;
  private final int octetsMax;
  private final int tooLong;

  Field(String standardName, int octetsMax, int tooLong) {
    this.standardName = standardName;
    this.octetsMax = octetsMax;
    this.tooLong = tooLong;
  }

  String standardName() {
    return standardName;
  }

  int octetsMax() {
    return octetsMax;
  }

  int tooLong() {
    return tooLong;
  }
}
