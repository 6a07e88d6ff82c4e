#pragma once

#include <QSize>
#include <QString>

#include <filesystem>
#include <optional>

class QCustomPlot;
class QMenu;

namespace mien::ui {

class Chart;

enum class PictureFormat { Png, Svg, Pdf };

/// By the file's suffix.
[[nodiscard]] std::optional<PictureFormat> pictureFormat(const QString& file);

/// Draws the plot to a file, whole or not at all. `size` is in the plot's own pixels (empty: as large as it is shown);
/// PNG has `scale` times as many. Throws Error (BadArgument: another suffix than png, svg, pdf; DiskFull, Io).
void saveChart(QCustomPlot& plot, const std::filesystem::path& file, QSize size = {}, double scale = 2);

/// Puts the plot on the clipboard, as a picture and as SVG.
void copyChart(QCustomPlot& plot);

/// Entries that save the chart as PNG, SVG or PDF and copy it. Trouble comes out of the chart as failed().
void addExportActions(QMenu& menu, Chart& chart);

} // namespace mien::ui
