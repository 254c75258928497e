package dev.dokployprovider.provider.world;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does on the real files what is asked of {@link MortalFiles}, each change as a step. */
final class MortalProvider extends FileSystemProvider {
  private final MortalFiles files;
  private final Life life;
  private final Supplier<FileFault> fault;

  MortalProvider(MortalFiles files, Life life, Supplier<FileFault> fault) {
    this.files = files;
    this.life = life;
    this.fault = fault;
  }

  private static Path real(Path path) {
    return MortalPath.real(path);
  }

  private static FileSystemProvider provider(Path path) {
    return real(path).getFileSystem().provider();
  }

  private void step(String what, Path path) throws IOException {
    // Random names would make no two runs alike.
    life.step(what + " " + String.valueOf(path.getFileName()).replaceAll("[0-9]{6,}.*", "*"));
    fault.get().meet(what, path);
  }

  @Override
  public String getScheme() {
    return "mortal";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return files;
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (!options.contains(StandardOpenOption.WRITE)) {
      return provider(path).newByteChannel(real(path), options, attributes);
    }
    if (isPart(path) && Files.exists(real(path))) {
      // Whether half of it or all is there makes no difference: it is not read by that name.
      return files.opened(provider(path).newByteChannel(real(path), options, attributes));
    }
    step("open", path);
    var channel = files.opened(provider(path).newFileChannel(real(path), options, attributes));
    // Between its making and its content a file is empty.
    return isPart(path) ? channel : new WrittenChannel(channel, () -> step("write", path));
  }

  private static boolean isPart(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".part");
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    step("open", path);
    var channel = files.opened(provider(path).newFileChannel(real(path), options, attributes));
    return new WrittenChannel(channel, () -> fault.get().meet("write", path));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    var stream =
        provider(folder).newDirectoryStream(real(folder), path -> filter.accept(files.path(path)));
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        var paths = stream.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return paths.hasNext();
          }

          @Override
          public Path next() {
            return files.path(paths.next());
          }
        };
      }

      @Override
      public void close() throws IOException {
        stream.close();
      }
    };
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    if (!Files.exists(real(folder))) {
      step("make", folder);
    }
    provider(folder).createDirectory(real(folder), attributes);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    step("link", link);
    provider(link).createLink(real(link), real(existing));
  }

  @Override
  public void delete(Path path) throws IOException {
    if (Files.exists(real(path), LinkOption.NOFOLLOW_LINKS)) {
      step("delete", path);
    }
    provider(path).delete(real(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    step("copy", target);
    provider(source).copy(real(source), real(target), options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    step("move", target);
    provider(source).move(real(source), real(target), options);
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return provider(path).isSameFile(real(path), real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return provider(path).isHidden(real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return provider(path).getFileStore(real(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    provider(path).checkAccess(real(path), modes);
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return provider(path).getFileAttributeView(real(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return provider(path).readAttributes(real(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return provider(path).readAttributes(real(path), attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    step("change", path);
    provider(path).setAttribute(real(path), attribute, value, options);
  }
}
