package dev.dokployprovider.emulator.http;

/** JSON-RPC's numbers for tRPC's errors. */
final class TrpcCodes {
  private TrpcCodes() {}

  static int of(int status) {
    return switch (status) {
      case 400 -> -32600;
      case 401 -> -32001;
      case 403 -> -32003;
      case 404 -> -32004;
      case 415 -> -32015;
      default -> -32603;
    };
  }
}
