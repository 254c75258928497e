package dev.dokployprovider.provider.world;

/** What ssh meets on its way to a machine. */
public enum SshFault {
  NONE,
  /** sshd refuses the connection. */
  REFUSED,
  /** No answer comes, or ssh itself hangs, until it is ended. */
  HANGS,
  /** Another host key than the pinned one. */
  OTHER_KEY,
  /** sshd does not take the key. */
  KEY_REFUSED
}
