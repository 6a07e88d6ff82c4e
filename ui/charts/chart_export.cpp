#include "ui/charts/chart_export.h"

#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/files/output_mark.h"
#include "core/common/text/shown_text.h"
#include "ui/charts/chart.h"
#include "ui/text/message_text.h"
#include "ui/text/qt_strings.h"

#include <QBuffer>
#include <QClipboard>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QSvgGenerator>
#include <QTemporaryDir>
#include <qcustomplot.h>

#include <span>

namespace mien::ui {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(ChartExport)
};

QByteArray asPng(QCustomPlot& plot, QSize size, double scale) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  plot.toPixmap(size.width(), size.height(), scale).save(&buffer, "PNG");
  return QByteArray::fromStdString(
      markedPng(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())))));
}

QByteArray asSvg(QCustomPlot& plot, QSize size) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setSize(size);
  generator.setViewBox(QRect(QPoint(), size));
  // One unit of the drawing is one CSS pixel, whatever the screen's own resolution.
  generator.setResolution(96);
  QCPPainter painter;
  painter.begin(&generator);
  painter.setMode(QCPPainter::pmVectorized);
  painter.setMode(QCPPainter::pmNoCaching);
  plot.toPainter(&painter, size.width(), size.height());
  painter.end();
  return bytes;
}

QByteArray asPdf(QCustomPlot& plot, QSize size) {
  const QTemporaryDir folder; // QCustomPlot writes to a name only
  const QString name = folder.filePath(QStringLiteral("chart.pdf"));
  if (!folder.isValid() ||
      !plot.savePdf(name, size.width(), size.height(), QCP::epAllowCosmetic, QCoreApplication::applicationName())) {
    throw Error(ErrorKind::Io, Message("The temporary folder cannot be written. Make room there, or set TMPDIR."));
  }
  QFile file(name);
  file.open(QIODevice::ReadOnly);
  return file.readAll();
}

QByteArray drawn(QCustomPlot& plot, PictureFormat format, QSize size, double scale) {
  switch (format) {
  case PictureFormat::Png:
    return asPng(plot, size, scale);
  case PictureFormat::Svg:
    return asSvg(plot, size);
  default:
    return asPdf(plot, size);
  }
}

/// "Loss per epoch" gives "loss-per-epoch".
QString fileStem(const QString& title) {
  QString stem = title.toLower().simplified();
  for (QChar& character : stem) {
    character = character.isLetterOrNumber() ? character : QLatin1Char('-');
  }
  return stem.isEmpty() ? QStringLiteral("chart") : stem;
}

void saveByDialog(Chart& chart, const QString& suffix) {
  const QString filter = Texts::tr("%1 pictures (*.%2)").arg(suffix.toUpper(), suffix);
  auto* dialog = new QFileDialog(&chart, Texts::tr("Save the chart"), QString(), filter);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(suffix);
  dialog->selectFile(fileStem(chart.title()) + QLatin1Char('.') + suffix);
  QObject::connect(dialog, &QFileDialog::fileSelected, &chart, [&chart](const QString& file) {
    try {
      saveChart(chart.plot(), toPath(file));
    } catch (const Error& error) {
      emit chart.failed(messageText(error.message()));
    }
  });
  dialog->open();
}

} // namespace

std::optional<PictureFormat> pictureFormat(const QString& file) {
  const QString suffix = QFileInfo(file).suffix().toLower();
  if (suffix == QLatin1String("png")) {
    return PictureFormat::Png;
  }
  if (suffix == QLatin1String("svg")) {
    return PictureFormat::Svg;
  }
  return suffix == QLatin1String("pdf") ? std::optional(PictureFormat::Pdf) : std::nullopt;
}

void saveChart(QCustomPlot& plot, const std::filesystem::path& file, QSize size, double scale) {
  const auto format = pictureFormat(toQt(file.filename()));
  if (!format) {
    throw Error(ErrorKind::BadArgument,
                Message("Charts are saved as .png, .svg or .pdf; {file} is none of these. Choose another name.",
                        {{"file", shownPath(file)}}));
  }
  const QByteArray bytes = drawn(plot, *format, size.isEmpty() ? plot.size() : size, scale);
  writeFileAtomically(file, std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}

void copyChart(QCustomPlot& plot) {
  auto* data = new QMimeData;
  data->setImageData(plot.toPixmap(plot.width(), plot.height(), 2).toImage());
  data->setData(QStringLiteral("image/svg+xml"), asSvg(plot, plot.size()));
  QGuiApplication::clipboard()->setMimeData(data);
}

void addExportActions(QMenu& menu, Chart& chart) {
  menu.addAction(Texts::tr("Save as PNG..."), &chart, [&chart] { saveByDialog(chart, QStringLiteral("png")); });
  menu.addAction(Texts::tr("Save as SVG..."), &chart, [&chart] { saveByDialog(chart, QStringLiteral("svg")); });
  menu.addAction(Texts::tr("Save as PDF..."), &chart, [&chart] { saveByDialog(chart, QStringLiteral("pdf")); });
  menu.addAction(Texts::tr("Copy"), &chart, [&chart] { copyChart(chart.plot()); });
}

} // namespace mien::ui
