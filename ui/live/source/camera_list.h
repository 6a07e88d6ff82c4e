#pragma once

#include <QObject>
#include <QString>

#include <memory>
#include <string>
#include <vector>

class QMediaDevices;

namespace mien::ui {

struct Camera {
  QString name;         ///< as its maker calls it; cameras of the same name are numbered
  std::string location; ///< for SourceSpec

  bool operator==(const Camera&) const = default;
};

/// The cameras of this computer, by name, as they come and go. Qt Multimedia knows them; OpenCV will open them, so each
/// is given as the device file that OpenCV understands. Asking takes a moment: make one when it is needed.
class CameraList : public QObject {
  Q_OBJECT

public:
  explicit CameraList(QObject* parent = nullptr);
  ~CameraList() override;

  [[nodiscard]] const std::vector<Camera>& cameras() const { return m_cameras; }
  void refresh(); ///< looks again; emits changed() if need be

signals:
  void changed();

private:
  std::unique_ptr<QMediaDevices> m_devices;
  std::vector<Camera> m_cameras;
};

/// A camera as Qt describes it.
struct ListedCamera {
  QString id;
  QString name;
};

/// Finds the device files: an id that is one is taken as it is, others are found by name in `folder`, where Linux lists
/// its video devices; else the place in the list has to do. With nothing listed, whatever stands in `folder` is.
[[nodiscard]] std::vector<Camera> locateCameras(const std::vector<ListedCamera>& listed,
                                                const QString& folder = QStringLiteral("/sys/class/video4linux"));

} // namespace mien::ui
