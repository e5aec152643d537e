namespace DicomActors.Protocol.Data;

/// <summary>What a <see cref="DatasetBuilder"/> holds of one element until it encodes it.</summary>
internal abstract record BuilderElement
{
    /// <summary>Whether this is text that the default repertoire cannot express.</summary>
    public virtual bool NeedsCharacterSet => false;

    /// <summary>The value as text, of elements that are text.</summary>
    public virtual string? Text => null;

    public abstract void WriteTo(DicomTag tag, DatasetWriter writer, SpecificCharacterSet characterSet);
}
