package dev.dokployprovider.provider.world;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/** A path of {@link MortalFiles}. */
final class MortalPath implements Path {
  final MortalFiles files;
  private final Path real;

  MortalPath(MortalFiles files, Path real) {
    this.files = files;
    this.real = real;
  }

  static Path real(Path path) {
    return path instanceof MortalPath mortal ? mortal.real : path;
  }

  private @Nullable Path of(@Nullable Path path) {
    return path == null ? null : files.path(path);
  }

  @Override
  public FileSystem getFileSystem() {
    return files;
  }

  @Override
  public boolean isAbsolute() {
    return real.isAbsolute();
  }

  @Override
  public @Nullable Path getRoot() {
    return of(real.getRoot());
  }

  @Override
  public @Nullable Path getFileName() {
    return of(real.getFileName());
  }

  @Override
  public @Nullable Path getParent() {
    return of(real.getParent());
  }

  @Override
  public int getNameCount() {
    return real.getNameCount();
  }

  @Override
  public Path getName(int index) {
    return files.path(real.getName(index));
  }

  @Override
  public Path subpath(int beginIndex, int endIndex) {
    return files.path(real.subpath(beginIndex, endIndex));
  }

  @Override
  public boolean startsWith(Path other) {
    return real.startsWith(real(other));
  }

  @Override
  public boolean endsWith(Path other) {
    return real.endsWith(real(other));
  }

  @Override
  public Path normalize() {
    return files.path(real.normalize());
  }

  @Override
  public Path resolve(Path other) {
    return files.path(real.resolve(real(other)));
  }

  @Override
  public Path relativize(Path other) {
    return files.path(real.relativize(real(other)));
  }

  @Override
  public URI toUri() {
    return real.toUri();
  }

  @Override
  public Path toAbsolutePath() {
    return files.path(real.toAbsolutePath());
  }

  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    return files.path(real.toRealPath(options));
  }

  @Override
  public File toFile() {
    return real.toFile();
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int compareTo(Path other) {
    return real.compareTo(real(other));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Path path && real.equals(real(path));
  }

  @Override
  public int hashCode() {
    return real.hashCode();
  }

  @Override
  public String toString() {
    return real.toString();
  }
}
