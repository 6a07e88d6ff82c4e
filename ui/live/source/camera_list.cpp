#include "ui/live/source/camera_list.h"

#include <QCameraDevice>
#include <QDir>
#include <QFile>
#include <QMediaDevices>

#include <algorithm>

namespace mien::ui {

namespace {

struct VideoNode {
  QString device;
  QString name;
};

QString firstLine(const QString& file) {
  QFile opened(file);
  return opened.open(QIODevice::ReadOnly) ? QString::fromUtf8(opened.readLine()).trimmed() : QString();
}

/// Device files that give pictures; a camera's further ones give data about them and have an index above 0.
std::vector<VideoNode> videoNodes(const QString& folder) {
  std::vector<VideoNode> nodes;
  const QDir dir(folder);
  for (const QString& entry : dir.entryList({QStringLiteral("video*")}, QDir::Dirs | QDir::NoDotAndDotDot)) {
    const QString node = dir.filePath(entry);
    if (firstLine(node + QStringLiteral("/index")) == QStringLiteral("0")) {
      nodes.push_back({QStringLiteral("/dev/") + entry, firstLine(node + QStringLiteral("/name"))});
    }
  }
  return nodes;
}

void numberDuplicates(std::vector<Camera>& cameras) {
  for (std::size_t i = 0; i < cameras.size(); ++i) {
    const QString name = cameras[i].name;
    int twin = 1;
    for (std::size_t k = i + 1; k < cameras.size(); ++k) {
      if (cameras[k].name == name) {
        cameras[k].name = CameraList::tr("%1 (%2)", "a camera and its number").arg(name).arg(++twin);
      }
    }
  }
}

} // namespace

std::vector<Camera> locateCameras(const std::vector<ListedCamera>& listed, const QString& folder) {
  std::vector<VideoNode> nodes = videoNodes(folder);
  std::vector<Camera> cameras;
  for (std::size_t i = 0; i < listed.size(); ++i) {
    QString location = listed[i].id;
    if (!location.startsWith(QStringLiteral("/dev/"))) {
      const auto node = std::ranges::find(nodes, listed[i].name, &VideoNode::name);
      location = node != nodes.end() ? node->device : QString::number(i);
      if (node != nodes.end()) {
        nodes.erase(node);
      }
    }
    cameras.push_back({listed[i].name, location.toStdString()});
  }
  if (listed.empty()) { // Qt's media back end may be missing
    for (const VideoNode& node : nodes) {
      cameras.push_back({node.name.isEmpty() ? node.device : node.name, node.device.toStdString()});
    }
  }
  numberDuplicates(cameras);
  return cameras;
}

CameraList::CameraList(QObject* parent) : QObject(parent), m_devices(std::make_unique<QMediaDevices>()) {
  connect(m_devices.get(), &QMediaDevices::videoInputsChanged, this, &CameraList::refresh);
  refresh();
}

CameraList::~CameraList() = default;

void CameraList::refresh() {
  std::vector<ListedCamera> listed;
  for (const QCameraDevice& device : QMediaDevices::videoInputs()) {
    listed.push_back({QString::fromUtf8(device.id()), device.description()});
  }
  std::vector<Camera> cameras = locateCameras(listed);
  if (cameras != m_cameras) {
    m_cameras = std::move(cameras);
    emit changed();
  }
}

} // namespace mien::ui
