#pragma once

#include "ui/async/worker.h"
#include "ui/charts/chart.h"
#include "ui/charts/density/density_picture.h"
#include "ui/text/class_label.h"

#include <QVector>

#include <memory>
#include <optional>
#include <vector>

class QCPAbstractPlottable;
class QCPColorMap;
class QCPItemRect;
class QCPItemText;

namespace mien::ui {

class ChartLegend;

/// Where the images of an evaluation lie in a plane: a map of their density, contours of each class round half and four
/// fifths of its images, the images themselves as points if wanted. A rectangle drawn with the mouse chooses the images
/// in it (Return: all in view; Escape: none). What is shown is computed on a thread of its own; while that runs the
/// chart keeps what it had, and of several requests only the newest counts. A rectangle stays when the images change
/// and then chooses anew.
class DensityChart : public Chart {
  Q_OBJECT

public:
  explicit DensityChart(QWidget* parent = nullptr);

  void showRequest(const DensityRequest& request); ///< soon; shown() follows
  void setPicture(DensityPicture picture);         ///< at once
  void setPointsVisible(bool visible);
  void clear();
  [[nodiscard]] bool hasRectangle() const; ///< one was drawn and stands

  [[nodiscard]] const std::optional<DensityPicture>& picture() const { return m_picture; }
  [[nodiscard]] QString missing() const;  ///< the words on classes with too few images for lines; empty: there are none
  void chooseIn(const PlaneRange& range); ///< as if that rectangle had been drawn

  void fit() override;

signals:
  void imagesSelected(const QVector<int>& images); ///< indices into EvaluationResult::images; empty: none
  void shown();                                    ///< the newest request is drawn

protected:
  void restyle() override;
  void keyPressEvent(QKeyEvent* event) override;

private:
  void compute();
  void draw();
  void drawMap();
  void drawContours();
  void drawPoints();
  void clearSelection();
  void showMissing();
  [[nodiscard]] QString axisName(const DensityAxis& axis, double share) const;

  std::optional<DensityPicture> m_picture;
  std::optional<DensityRequest> m_waiting; ///< came while another was computed
  std::vector<ClassLabel> m_labels;
  std::shared_ptr<ProjectionCache> m_cache = std::make_shared<ProjectionCache>();
  bool m_pointsVisible = false;
  QCPColorMap* m_map;
  QCPItemRect* m_rectangle;
  QCPItemText* m_note;
  QCPItemText* m_missing;                     ///< the classes without lines
  std::vector<QCPAbstractPlottable*> m_drawn; ///< contours and points
  ChartLegend* m_legend;
  Worker m_worker; ///< last: it uses what stands above
};

} // namespace mien::ui
