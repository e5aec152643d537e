namespace DicomActors.Tests.Requests.Guarantee;

public enum ConnectBehaviour
{
    Succeeds,
    Fails,
    Hangs,
}
