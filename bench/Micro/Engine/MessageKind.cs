namespace Micro.Engine;

/// <summary>What the engine is measured with.</summary>
public enum MessageKind
{
    /// <summary>A C-ECHO.</summary>
    Echo,

    /// <summary>A C-STORE of 512 KiB.</summary>
    Store512K,
}
