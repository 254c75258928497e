package dev.dokployprovider.dokploy;

/**
 * A remote server of the instance.
 *
 * @param address host name or IP address, as the owner entered it
 */
public record Server(String id, String name, String address) {}
