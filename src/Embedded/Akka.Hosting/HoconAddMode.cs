namespace Akka.Hosting;

/// <summary>Where added configuration goes: under what is there, over it, or in its place.</summary>
public enum HoconAddMode
{
    Append,
    Prepend,
    Replace,
}
