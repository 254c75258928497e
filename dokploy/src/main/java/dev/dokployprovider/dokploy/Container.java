package dev.dokployprovider.dokploy;

/**
 * A row of {@code docker ps -a}.
 *
 * @param id the first 12 hexadecimal digits
 */
public record Container(String id, String name, ContainerState state) {}
