#include "ui/live/session/snapshot_writer.h"

#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/files/make_folder.h"
#include "core/common/files/output_mark.h"
#include "ui/text/qt_strings.h"

#include <QBuffer>

#include <cstddef>
#include <filesystem>
#include <span>

namespace mien::ui {

namespace {

void writePng(const QImage& image, const std::filesystem::path& file) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  if (!image.save(&buffer, "PNG")) {
    throw Error(ErrorKind::Internal, Message("The picture cannot be turned into a PNG file."));
  }
  makeFolder(file.parent_path());
  // Boxes are drawn in it: no picture to analyse.
  writeFileAtomically(file,
                      markedPng(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))),
                                sourceDigest(file)));
}

} // namespace

void SnapshotWriter::write(const QImage& image, const QString& file) {
  m_worker.start([image, file](const std::stop_token& /*stop*/) { writePng(image, toPath(file)); },
                 [this, file] { emit finished(file); }, [this](const QString& message) { emit failed(message); });
}

} // namespace mien::ui
